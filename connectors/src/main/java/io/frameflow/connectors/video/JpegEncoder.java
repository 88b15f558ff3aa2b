package io.frameflow.connectors.video;

import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Decoded pictures of one size to JPEG (4:2:0, full range, ITU-R BT.601, as JFIF has it), through
 * FFmpeg's encoder: the decoder's planes go in as they are, without a detour over RGB.
 */
final class JpegEncoder implements AutoCloseable {

  private final int width;
  private final int height;
  private final int scale;
  private final AVCodecContext encoder;
  private final SwsContext converter = swscale.sws_alloc_context();
  private final AVFrame planes = avutil.av_frame_alloc();
  private final AVPacket packet = avcodec.av_packet_alloc();

  /**
   * @param quality 1 (worst) to 100
   */
  JpegEncoder(int width, int height, int quality) throws IOException {
    this.width = width;
    this.height = height;
    this.scale = avutil.FF_QP2LAMBDA * quantiser(quality);
    AVCodec codec = avcodec.avcodec_find_encoder(avcodec.AV_CODEC_ID_MJPEG);
    encoder = avcodec.avcodec_alloc_context3(codec);
    encoder.width(width);
    encoder.height(height);
    encoder.pix_fmt(avutil.AV_PIX_FMT_YUVJ420P);
    encoder.color_range(avutil.AVCOL_RANGE_JPEG);
    encoder.time_base().num(1).den(25);
    encoder.flags(encoder.flags() | avcodec.AV_CODEC_FLAG_QSCALE);
    encoder.global_quality(scale);
    encoder.thread_count(1);
    // The default (optimal tables) needs a second pass for a few per cent of the bytes.
    avutil.av_opt_set(encoder.priv_data(), "huffman", "default", 0);
    planes.width(width);
    planes.height(height);
    planes.format(avutil.AV_PIX_FMT_YUVJ420P);
    planes.color_range(avutil.AVCOL_RANGE_JPEG);
    planes.colorspace(avutil.AVCOL_SPC_BT470BG);
    converter.flags(swscale.SWS_BICUBIC);
    int code = avcodec.avcodec_open2(encoder, codec, (PointerPointer<?>) null);
    if (code >= 0) {
      code = avutil.av_frame_get_buffer(planes, 0);
    }
    if (code < 0) {
      close();
      throw new IOException(
          "pictures of %dx%d pixels cannot be written as JPEG: %s"
              .formatted(width, height, FfmpegErrors.inWords(code)));
    }
  }

  /** FFmpeg's quantiser, 1 (finest) to 31, for a quality of 100 to 1. */
  static int quantiser(int quality) {
    if (quality < 1 || quality > 100) {
      throw new IllegalArgumentException("JPEG quality " + quality + " is not within 1..100");
    }
    return 1 + Math.round((100 - quality) * 30f / 99f);
  }

  boolean fits(AVFrame picture) {
    return picture.width() == width && picture.height() == height;
  }

  /** One complete JPEG file of the picture, which must have the encoder's size. */
  byte[] encode(AVFrame picture) throws IOException {
    if (picture.colorspace() == avutil.AVCOL_SPC_UNSPECIFIED) {
      // What players assume: HDTV's matrix from 720 lines on, the older one below.
      picture.colorspace(height >= 720 ? avutil.AVCOL_SPC_BT709 : avutil.AVCOL_SPC_BT470BG);
    }
    check(avutil.av_frame_make_writable(planes));
    check(swscale.sws_scale_frame(converter, planes, picture));
    planes.quality(scale);
    check(avcodec.avcodec_send_frame(encoder, planes));
    check(avcodec.avcodec_receive_packet(encoder, packet));
    byte[] jpeg = new byte[packet.size()];
    packet.data().get(jpeg);
    avcodec.av_packet_unref(packet);
    return jpeg;
  }

  private static void check(int code) throws IOException {
    if (code < 0) {
      throw new IOException("a picture cannot be written as JPEG: " + FfmpegErrors.inWords(code));
    }
  }

  @Override
  public void close() {
    swscale.sws_free_context(converter);
    avutil.av_frame_free(planes);
    avcodec.av_packet_free(packet);
    avcodec.avcodec_free_context(encoder);
  }
}

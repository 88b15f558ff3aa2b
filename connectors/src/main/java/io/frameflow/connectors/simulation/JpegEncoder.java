package io.frameflow.connectors.simulation;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/**
 * Writes pictures as baseline JPEG (4:2:0) through FFmpeg's encoder, which needs less than half of
 * the time of the JDK's. Keeps its native buffers from picture to picture; belongs to one thread.
 */
final class JpegEncoder implements AutoCloseable {
  private final int width;
  private final int height;
  private final AVCodecContext context;
  private final AVFrame frame;
  private final AVPacket packet;
  private final byte[] luma;
  private final byte[] blue;
  private final byte[] red;
  private boolean closed;

  /**
   * @param quality FFmpeg's quantiser scale: 2 (about the JDK's quality 90) to 31 (bad)
   */
  JpegEncoder(int width, int height, int quality) {
    this.width = width;
    this.height = height;
    luma = new byte[width * height];
    int chroma = ((width + 1) / 2) * ((height + 1) / 2);
    blue = new byte[chroma];
    red = new byte[chroma];
    avutil.av_log_set_level(avutil.AV_LOG_ERROR);
    AVCodec codec = avcodec.avcodec_find_encoder(avcodec.AV_CODEC_ID_MJPEG);
    context = avcodec.avcodec_alloc_context3(codec);
    context.width(width).height(height);
    context.pix_fmt(avutil.AV_PIX_FMT_YUV420P);
    context.color_range(avutil.AVCOL_RANGE_JPEG);
    context.time_base().num(1).den(1);
    context.thread_count(1);
    // Bit-exact, so that one seed gives the same bytes on every processor.
    context.flags(context.flags() | avcodec.AV_CODEC_FLAG_QSCALE | avcodec.AV_CODEC_FLAG_BITEXACT);
    context.global_quality(quality * avutil.FF_QP2LAMBDA);
    AVDictionary options = new AVDictionary(null);
    avutil.av_dict_set(options, "huffman", "default", 0);
    check(avcodec.avcodec_open2(context, codec, options), "open");
    avutil.av_dict_free(options);
    frame = avutil.av_frame_alloc();
    frame.format(avutil.AV_PIX_FMT_YUV420P).width(width).height(height);
    frame.color_range(avutil.AVCOL_RANGE_JPEG);
    frame.quality(quality * avutil.FF_QP2LAMBDA);
    check(avutil.av_frame_get_buffer(frame, 0), "allocate");
    packet = avcodec.av_packet_alloc();
  }

  /** The picture (TYPE_INT_RGB, of this encoder's size) as JPEG bytes. */
  byte[] encode(BufferedImage image) {
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    split(pixels);
    check(avutil.av_frame_make_writable(frame), "reuse the picture of");
    plane(0, luma, width, height);
    plane(1, blue, (width + 1) / 2, (height + 1) / 2);
    plane(2, red, (width + 1) / 2, (height + 1) / 2);
    frame.pts(frame.pts() + 1);
    check(avcodec.avcodec_send_frame(context, frame), "feed");
    check(avcodec.avcodec_receive_packet(context, packet), "read from");
    byte[] jpeg = new byte[packet.size()];
    new BytePointer(packet.data()).get(jpeg);
    avcodec.av_packet_unref(packet);
    return jpeg;
  }

  /** Full-range BT.601, as JFIF has it, in 16-bit fixed point; chroma is the mean of each 2x2. */
  private void split(int[] pixels) {
    int halfWidth = (width + 1) / 2;
    for (int v = 0; v < height; v += 2) {
      int below = v + 1 < height ? width : 0;
      for (int u = 0; u < width; u += 2) {
        int right = u + 1 < width ? 1 : 0;
        int at = v * width + u;
        int p0 = pixels[at];
        int p1 = pixels[at + right];
        int p2 = pixels[at + below];
        int p3 = pixels[at + below + right];
        luma[at] = luma(p0);
        luma[at + right] = luma(p1);
        luma[at + below] = luma(p2);
        luma[at + below + right] = luma(p3);
        int evens = (p0 & 0xFF00FF) + (p1 & 0xFF00FF) + (p2 & 0xFF00FF) + (p3 & 0xFF00FF);
        int greens = ((p0 >> 8) & 255) + ((p1 >> 8) & 255) + ((p2 >> 8) & 255) + ((p3 >> 8) & 255);
        int reds = evens >> 16;
        int blues = evens & 0xFFFF;
        int chroma = (v >> 1) * halfWidth + (u >> 1);
        int half = (128 << 18) + (1 << 17);
        blue[chroma] = (byte) ((-11059 * reds - 21709 * greens + 32768 * blues + half - 1) >> 18);
        red[chroma] = (byte) ((32768 * reds - 27439 * greens - 5329 * blues + half - 1) >> 18);
      }
    }
  }

  private static byte luma(int rgb) {
    return (byte)
        ((19595 * ((rgb >> 16) & 255) + 38470 * ((rgb >> 8) & 255) + 7471 * (rgb & 255) + 32768)
            >> 16);
  }

  private void plane(int index, byte[] from, int planeWidth, int planeHeight) {
    BytePointer to = frame.data(index);
    int stride = frame.linesize(index);
    if (stride == planeWidth) {
      to.position(0).put(from, 0, planeWidth * planeHeight);
      return;
    }
    for (int row = 0; row < planeHeight; row++) {
      to.position((long) row * stride).put(from, row * planeWidth, planeWidth);
    }
  }

  private void check(int status, String action) {
    if (status < 0) {
      throw new IllegalStateException(
          "could not "
              + action
              + " the JPEG encoder for "
              + width
              + "x"
              + height
              + " pixels: FFmpeg's error "
              + status);
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      avcodec.av_packet_free(packet);
      avutil.av_frame_free(frame);
      avcodec.avcodec_free_context(context);
    }
  }
}

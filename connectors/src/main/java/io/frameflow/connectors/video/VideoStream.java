package io.frameflow.connectors.video;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalDouble;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.PointerPointer;

/**
 * The first video stream of a file or URL: its packets or its decoded pictures, in presentation
 * order and complete to the last one that the decoder holds back.
 *
 * <p>Pictures come as they are stored; a rotation that the container asks for is not applied.
 */
final class VideoStream implements AutoCloseable {

  static {
    // FFmpeg writes to stderr by itself; what matters comes back as an error code.
    avutil.av_log_set_level(avutil.AV_LOG_QUIET);
  }

  private final String source;
  private final String shownSource;
  private final ReadDeadline deadline;
  private final AVPacket packet = avcodec.av_packet_alloc();
  private final AVFrame picture = avutil.av_frame_alloc();
  private AVFormatContext container;
  private AVCodecContext decoder;
  private AVStream stream;
  // Asked after the end too, when the native side is gone.
  private boolean motionJpeg;
  private boolean finite;
  private OptionalDouble framesPerSecond = OptionalDouble.empty();
  private boolean draining;
  private long undecodable;

  private VideoStream(String source, Duration limit) {
    this.source = source;
    this.shownSource = shown(source);
    this.deadline = new ReadDeadline(limit);
  }

  /**
   * Opens a file or URL.
   *
   * @param limit how long opening and each later read may wait for the network
   */
  static VideoStream open(String source, Duration limit) throws IOException {
    VideoStream opened = new VideoStream(source, limit);
    try {
      opened.openContainer();
      opened.openDecoder();
      return opened;
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /** The source without the password that its URL may carry, for messages. */
  static String shown(String source) {
    return source.replaceAll("//[^/@]*@", "//***@");
  }

  private void openContainer() throws IOException {
    container = avformat.avformat_alloc_context();
    container.interrupt_callback().callback(deadline);
    AVDictionary options = new AVDictionary(null);
    // Over UDP a lost packet smears pictures; a detector has no use for those.
    avutil.av_dict_set(options, "rtsp_transport", "tcp", 0);
    int code = avformat.avformat_open_input(container, source, null, options);
    avutil.av_dict_free(options);
    if (code < 0) {
      container = null; // FFmpeg has freed it
      throw failure("cannot be opened", code);
    }
    code = avformat.avformat_find_stream_info(container, (PointerPointer<?>) null);
    if (code < 0) {
      throw failure("cannot be read", code);
    }
    int index =
        avformat.av_find_best_stream(
            container, avutil.AVMEDIA_TYPE_VIDEO, -1, -1, (PointerPointer<?>) null, 0);
    if (index < 0) {
      throw new IOException("video " + shownSource + " holds no video stream");
    }
    stream = container.streams(index);
    motionJpeg = stream.codecpar().codec_id() == avcodec.AV_CODEC_ID_MJPEG;
    finite = container.duration() > 0;
    framesPerSecond = frameRate();
  }

  private OptionalDouble frameRate() {
    AVRational rate = avformat.av_guess_frame_rate(container, stream, null);
    double fps = rate.den() == 0 ? 0 : (double) rate.num() / rate.den();
    return fps > 0 && fps < 1000 ? OptionalDouble.of(fps) : OptionalDouble.empty();
  }

  private void openDecoder() throws IOException {
    AVCodec codec = avcodec.avcodec_find_decoder(stream.codecpar().codec_id());
    if (codec == null) {
      throw new IOException(
          "video %s is coded as %s, for which there is no decoder"
              .formatted(
                  shownSource, avcodec.avcodec_get_name(stream.codecpar().codec_id()).getString()));
    }
    decoder = avcodec.avcodec_alloc_context3(codec);
    int code = avcodec.avcodec_parameters_to_context(decoder, stream.codecpar());
    if (code >= 0) {
      code = avcodec.avcodec_open2(decoder, codec, (PointerPointer<?>) null);
    }
    if (code < 0) {
      throw failure("cannot be decoded", code);
    }
  }

  boolean isMotionJpeg() {
    return motionJpeg;
  }

  /** True when the source says how long it is, so that its end is an end and not an outage. */
  boolean isFinite() {
    return finite;
  }

  /** Average frame rate in frames per second, where the container knows it. */
  OptionalDouble framesPerSecond() {
    return framesPerSecond;
  }

  /** Packets so far that the decoder refused; the pictures in them are lost. */
  long undecodable() {
    return undecodable;
  }

  /** The bytes of the stream's next packet, or null at its end. */
  byte[] nextPacket() throws IOException {
    if (!readPacket()) {
      return null;
    }
    byte[] bytes = new byte[packet.size()];
    packet.data().get(bytes);
    avcodec.av_packet_unref(packet);
    return bytes;
  }

  /** The stream's next picture, valid until the next call, or null at its end. */
  AVFrame nextPicture() throws IOException {
    while (true) {
      int code = avcodec.avcodec_receive_frame(decoder, picture);
      if (code >= 0) {
        return picture;
      }
      if (code == avutil.AVERROR_EOF()) {
        return null;
      }
      if (code != avutil.AVERROR_EAGAIN()) {
        undecodable++;
      }
      feedDecoder();
    }
  }

  private void feedDecoder() throws IOException {
    if (draining) {
      return;
    }
    if (!readPacket()) {
      draining = true;
      // A null packet asks the decoder for the pictures that it still reorders.
      avcodec.avcodec_send_packet(decoder, null);
      return;
    }
    if (avcodec.avcodec_send_packet(decoder, packet) < 0) {
      undecodable++;
    }
    avcodec.av_packet_unref(packet);
  }

  private boolean readPacket() throws IOException {
    while (true) {
      deadline.restart();
      int code = avformat.av_read_frame(container, packet);
      if (code == avutil.AVERROR_EOF()) {
        return false;
      }
      if (code < 0) {
        throw failure("broke off", code);
      }
      if (packet.stream_index() == stream.index()) {
        return true;
      }
      avcodec.av_packet_unref(packet);
    }
  }

  private IOException failure(String what, int code) {
    String why = deadline.expired() ? "no answer in time" : FfmpegErrors.inWords(code);
    return new IOException("video " + shownSource + " " + what + ": " + why);
  }

  @Override
  public void close() {
    avcodec.av_packet_free(packet);
    avutil.av_frame_free(picture);
    if (decoder != null) {
      avcodec.avcodec_free_context(decoder);
      decoder = null;
    }
    if (container != null) {
      avformat.avformat_close_input(container);
      container = null;
    }
    deadline.close();
  }
}

package io.frameflow.connectors.video;

import io.frameflow.connectors.TestImages;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;

/** Writes short videos of the test picture. */
final class TinyVideo {

  static final int WIDTH = 64;
  static final int HEIGHT = 48;

  private TinyVideo() {}

  /**
   * @param codec FFmpeg's codec id
   */
  static Path write(Path file, String format, int codec, int frames, double framesPerSecond)
      throws Exception {
    avutil.av_log_set_level(avutil.AV_LOG_QUIET);
    try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), WIDTH, HEIGHT, 0)) {
      recorder.setFormat(format);
      recorder.setVideoCodec(codec);
      recorder.setFrameRate(framesPerSecond);
      recorder.setGopSize(8);
      recorder.setVideoQuality(2);
      recorder.start();
      for (int i = 0; i < frames; i++) {
        recorder.record(picture(), avutil.AV_PIX_FMT_BGR24);
      }
    }
    return file;
  }

  private static Frame picture() {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    image.getGraphics().drawImage(TestImages.picture(WIDTH, HEIGHT), 0, 0, null);
    byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    Frame frame = new Frame(WIDTH, HEIGHT, Frame.DEPTH_UBYTE, 3);
    ByteBuffer to = (ByteBuffer) frame.image[0];
    for (int y = 0; y < HEIGHT; y++) {
      to.position(y * frame.imageStride);
      to.put(pixels, y * WIDTH * 3, WIDTH * 3);
    }
    to.rewind();
    return frame;
  }
}

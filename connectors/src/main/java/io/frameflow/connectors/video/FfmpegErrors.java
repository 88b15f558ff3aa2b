package io.frameflow.connectors.video;

import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.global.avutil;

/** FFmpeg's numbers in words. */
final class FfmpegErrors {

  private FfmpegErrors() {}

  /** FFmpeg's own sentence for an error code, such as "Connection refused". */
  static String inWords(int code) {
    byte[] text = new byte[256];
    if (avutil.av_strerror(code, text, text.length) < 0) {
      return "FFmpeg error " + code;
    }
    int end = 0;
    while (end < text.length && text[end] != 0) {
      end++;
    }
    return new String(text, 0, end, StandardCharsets.UTF_8);
  }
}

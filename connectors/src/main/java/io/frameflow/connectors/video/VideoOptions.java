package io.frameflow.connectors.video;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * How a video is read.
 *
 * @param loop start again at the end of a file
 * @param quality JPEG quality of pictures that must be encoded, 1 to 100
 * @param timeout longest wait for a network source to open or to send something
 * @param firstRetry pause before the first attempt to reopen a camera; doubles from there
 * @param lastRetry longest pause between two attempts
 * @param notes takes one-line remarks for people, such as an outage
 */
public record VideoOptions(
    boolean loop,
    int quality,
    Duration timeout,
    Duration firstRetry,
    Duration lastRetry,
    Consumer<String> notes) {

  public VideoOptions {
    JpegEncoder.quantiser(quality); // refuses what is out of range
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("a video time-out of " + timeout);
    }
  }

  /** No loop, quality 92, ten seconds of patience. */
  public static VideoOptions defaults(Consumer<String> notes) {
    return new VideoOptions(
        false, 92, Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofSeconds(15), notes);
  }

  public VideoOptions withLoop(boolean again) {
    return new VideoOptions(again, quality, timeout, firstRetry, lastRetry, notes);
  }

  public VideoOptions withQuality(int jpegQuality) {
    return new VideoOptions(loop, jpegQuality, timeout, firstRetry, lastRetry, notes);
  }

  public VideoOptions withTimeout(Duration limit) {
    return new VideoOptions(loop, quality, limit, firstRetry, lastRetry, notes);
  }
}

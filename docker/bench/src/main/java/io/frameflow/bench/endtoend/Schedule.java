package io.frameflow.bench.endtoend;

import java.time.Instant;

/**
 * When each frame of a steady load is due. Cameras that take turns and are evenly spaced are one
 * sequence of evenly spaced frames.
 *
 * @param start of the first frame
 * @param nanosBetween two frames, at least 1
 */
record Schedule(Instant start, long nanosBetween) {

  private static final double NANOS_PER_SECOND = 1e9;

  /**
   * With so many frames a second.
   *
   * @throws IllegalArgumentException if it is not a positive number
   */
  static Schedule of(Instant start, double framesPerSecond) {
    if (!(framesPerSecond > 0)) {
      throw new IllegalArgumentException(
          "a load must be above 0 frames a second, not " + framesPerSecond);
    }
    return new Schedule(start, Math.max(1, Math.round(NANOS_PER_SECOND / framesPerSecond)));
  }

  /** When a frame is due, counted from 0. */
  Instant due(long frame) {
    return start.plusNanos(Math.multiplyExact(frame, nanosBetween));
  }
}

package io.frameflow.bench.endtoend;

import java.util.Arrays;

/**
 * The pace of a burst of frames once it runs evenly.
 *
 * <p>Frames come out in batches, so that counting from any frame to the last would count a part of
 * a batch as a whole one. The count starts at the end of a batch: at the longest pause within a
 * batch's length behind the first quarter, in which the job wakes up.
 */
public final class SteadyRate {

  private static final int LEAST_BATCHES = 4;

  private SteadyRate() {}

  /**
   * Nanoseconds of one frame.
   *
   * @param emitted when each frame came out, nanoseconds of any clock, in any order
   * @param batch most frames that come out together
   * @throws IllegalArgumentException if there are fewer than four batches' worth of frames
   */
  public static long nanosPerFrame(long[] emitted, int batch) {
    if (emitted.length < LEAST_BATCHES * batch) {
      throw new IllegalArgumentException(
          "%d frames in batches of %d are too few for a steady rate"
              .formatted(emitted.length, batch));
    }
    long[] times = emitted.clone();
    Arrays.sort(times);
    int from = times.length / LEAST_BATCHES;
    int start = from;
    for (int i = from; i < from + batch; i++) {
      if (times[i + 1] - times[i] > times[start + 1] - times[start]) {
        start = i;
      }
    }
    int last = times.length - 1;
    return (times[last] - times[start]) / (last - start);
  }
}

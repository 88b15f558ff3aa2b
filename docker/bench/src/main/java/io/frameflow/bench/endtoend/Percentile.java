package io.frameflow.bench.endtoend;

import java.util.Arrays;

/** What most of a sample's values stay below. */
final class Percentile {

  private Percentile() {}

  /**
   * The nearest rank: the smallest value that at least {@code percent} of 100 values do not exceed.
   * It is always one that was measured, so that the 99th of few is the largest.
   *
   * @param values in any order
   * @param percent above 0, at most 100
   * @throws IllegalArgumentException if there is no value
   */
  static long of(long[] values, int percent) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no frame was measured, so there is no percentile");
    }
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    int rank = (int) (((long) percent * sorted.length + 99) / 100);
    return sorted[rank - 1];
  }
}

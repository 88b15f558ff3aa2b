package io.frameflow.train.compression;

import java.util.Arrays;
import java.util.List;

/**
 * Times of the same work before and after, taken in turns.
 *
 * @param beforeMillis median
 * @param afterMillis median
 */
public record TimePair(double beforeMillis, double afterMillis) {

  /** After over before: below 1 is a gain. */
  public double ratio() {
    return afterMillis / beforeMillis;
  }

  static TimePair ofNanos(List<Long> before, List<Long> after) {
    return new TimePair(medianMillis(before), medianMillis(after));
  }

  private static double medianMillis(List<Long> nanos) {
    long[] sorted = nanos.stream().mapToLong(n -> n).toArray();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2e6;
  }
}

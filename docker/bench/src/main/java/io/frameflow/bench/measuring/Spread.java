package io.frameflow.bench.measuring;

import java.util.Arrays;

/**
 * A sample's median and how far it is spread.
 *
 * @param least smallest value
 * @param lowerQuartile a quarter of the values is below
 * @param median half of the values is below
 * @param upperQuartile a quarter of the values is above
 * @param most largest value
 */
public record Spread(
    double least, double lowerQuartile, double median, double upperQuartile, double most) {

  /**
   * Of a sample in any order. Between two values the quantile is taken linearly, so that the p-th
   * of n values is found at {@code p (n - 1)}, counted from 0.
   *
   * @throws IllegalArgumentException if there is no value, or one that is not a number
   */
  public static Spread of(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("a spread needs at least one value");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    // NaN is sorted to the end.
    if (Double.isNaN(sorted[sorted.length - 1])) {
      throw new IllegalArgumentException("a value is not a number");
    }
    return new Spread(
        sorted[0],
        quantile(sorted, .25),
        quantile(sorted, .5),
        quantile(sorted, .75),
        sorted[sorted.length - 1]);
  }

  private static double quantile(double[] sorted, double p) {
    double at = p * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}

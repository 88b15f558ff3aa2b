package io.frameflow.train.ablation.claims;

import java.util.Collection;

/**
 * Mean and spread of a figure over seeds.
 *
 * @param count seeds that have the figure
 * @param mean NaN of none
 * @param deviation standard deviation of the sample (with n - 1); 0 of one
 */
public record Spread(int count, double mean, double deviation) {

  public static Spread of(Collection<Double> figures) {
    int count = figures.size();
    double mean = figures.stream().mapToDouble(f -> f).average().orElse(Double.NaN);
    double squares = figures.stream().mapToDouble(f -> (f - mean) * (f - mean)).sum();
    return new Spread(count, mean, count < 2 ? 0 : Math.sqrt(squares / (count - 1)));
  }

  /** Of the mean; 0 of one figure, about which nothing is known. */
  public double standardError() {
    return count < 2 ? 0 : deviation / Math.sqrt(count);
  }
}

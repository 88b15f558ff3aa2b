package io.frameflow.standalone.soak;

import java.util.List;
import java.util.stream.DoubleStream;

/** How a quantity changed over some samples, so that a single odd sample does not decide. */
final class Trend {
  /** Samples at either end whose median stands for that end. */
  private static final int END = 3;

  /** With fewer, both ends would be the same samples, and no growth could be seen. */
  static final int LEAST_SAMPLES = 2 * END;

  private Trend() {}

  /** Level at the beginning. */
  static double start(Quantity quantity, List<MemorySample> samples) {
    return median(values(quantity, samples.subList(0, Math.min(END, samples.size()))));
  }

  /** Level at the end. */
  static double end(Quantity quantity, List<MemorySample> samples) {
    int size = samples.size();
    return median(values(quantity, samples.subList(Math.max(0, size - END), size)));
  }

  /**
   * Growth per unit done: the median of the slopes between all pairs of samples (Theil-Sen), which
   * withstands outliers in up to 29 % of them.
   */
  static double slope(Quantity quantity, List<MemorySample> samples) {
    DoubleStream.Builder slopes = DoubleStream.builder();
    for (int i = 0; i < samples.size(); i++) {
      for (int j = i + 1; j < samples.size(); j++) {
        MemorySample from = samples.get(i);
        MemorySample to = samples.get(j);
        if (to.done() > from.done()) {
          slopes.add((quantity.of(to) - quantity.of(from)) / (double) (to.done() - from.done()));
        }
      }
    }
    return median(slopes.build());
  }

  private static DoubleStream values(Quantity quantity, List<MemorySample> samples) {
    return samples.stream().mapToDouble(quantity::of);
  }

  private static double median(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    if (sorted.length == 0) {
      return 0;
    }
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}

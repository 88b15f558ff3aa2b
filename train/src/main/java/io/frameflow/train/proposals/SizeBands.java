package io.frameflow.train.proposals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Divides objects into ranges of size, from small to large relative to their data set. */
final class SizeBands {

  private static final int ROUNDS = 50;

  private SizeBands() {}

  /**
   * Finds the bands by one-dimensional k-means over the logarithm of the size, started at evenly
   * spaced weighted quantiles.
   *
   * @param bands wanted, at least 1
   * @return the sizes of each band, smallest band first; fewer bands where sizes do not differ
   */
  static List<List<ObjectSize>> of(List<ObjectSize> sizes, int bands) {
    List<ObjectSize> sorted = new ArrayList<>(sizes);
    sorted.sort(Comparator.comparingDouble(ObjectSize::logSide));
    double[] centres = quantiles(sorted, bands);
    List<List<ObjectSize>> parts = divide(sorted, centres);
    for (int round = 0; round < ROUNDS; round++) {
      for (int b = 0; b < bands; b++) {
        if (!parts.get(b).isEmpty()) {
          centres[b] = mean(parts.get(b));
        }
      }
      parts = divide(sorted, centres);
    }
    parts.removeIf(List::isEmpty);
    return parts;
  }

  private static double[] quantiles(List<ObjectSize> sorted, int bands) {
    double[] centres = new double[bands];
    double below = 0;
    int band = 0;
    for (ObjectSize size : sorted) {
      below += size.weight();
      while (band < bands && below >= (band + .5) / bands) {
        centres[band++] = size.logSide();
      }
    }
    // Rounding may leave the last quantile just above the sum of the weights.
    while (band < bands) {
      centres[band++] = sorted.get(sorted.size() - 1).logSide();
    }
    return centres;
  }

  private static List<List<ObjectSize>> divide(List<ObjectSize> sizes, double[] centres) {
    List<List<ObjectSize>> parts = new ArrayList<>();
    for (int b = 0; b < centres.length; b++) {
      parts.add(new ArrayList<>());
    }
    for (ObjectSize size : sizes) {
      int nearest = 0;
      for (int b = 1; b < centres.length; b++) {
        if (Math.abs(size.logSide() - centres[b]) < Math.abs(size.logSide() - centres[nearest])) {
          nearest = b;
        }
      }
      parts.get(nearest).add(size);
    }
    return parts;
  }

  private static double mean(List<ObjectSize> sizes) {
    double sum = 0;
    double weight = 0;
    for (ObjectSize size : sizes) {
      sum += size.weight() * size.logSide();
      weight += size.weight();
    }
    return sum / weight;
  }
}

package io.frameflow.bench.gpu;

import java.util.ArrayList;
import java.util.List;

/** Batches to measure, from small to large. */
public final class BatchSizes {

  private BatchSizes() {}

  /**
   * Powers of two up to the largest, which comes last in any case.
   *
   * @throws IllegalArgumentException if the largest is not positive
   */
  public static List<Integer> upTo(int largest) {
    if (largest < 1) {
      throw new IllegalArgumentException("--largest-batch must be at least 1, not " + largest);
    }
    List<Integer> sizes = new ArrayList<>();
    for (int size = 1; size < largest; size *= 2) {
      sizes.add(size);
    }
    sizes.add(largest);
    return List.copyOf(sizes);
  }
}

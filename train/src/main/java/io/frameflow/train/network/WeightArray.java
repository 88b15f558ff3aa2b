package io.frameflow.train.network;

import java.util.Arrays;

/**
 * A named weight's values outside the graph.
 *
 * <p>The array is not copied: weights are megabytes.
 *
 * @param shape convolutions {@code [kernel, kernel, in, out]}, matrices {@code [in, out]}
 * @param values row-major
 */
@SuppressWarnings("ArrayRecordComponent") // equality by content is defined below
public record WeightArray(long[] shape, float[] values) {

  /**
   * @throws IllegalArgumentException if the number of values does not fit the shape
   */
  public WeightArray {
    if (size(shape) != values.length) {
      throw new IllegalArgumentException(
          values.length + " values do not fill shape " + Arrays.toString(shape));
    }
  }

  /** The number of values in a shape. */
  public static int size(long... shape) {
    long size = 1;
    for (long side : shape) {
      size = Math.multiplyExact(size, side);
    }
    return Math.toIntExact(size);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WeightArray that
        && Arrays.equals(shape, that.shape)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "weights " + Arrays.toString(shape);
  }
}

package io.frameflow.bench.onnx;

/** Where a map's channels stand: TensorFlow has them last, everybody else first. */
public final class Layout {

  private Layout() {}

  /** From {@code [N, C, H, W]} to {@code [N, H, W, C]}. */
  public static float[] channelsLast(float[] values, long... channelsFirst) {
    return swapped(values, channelsFirst[0], channelsFirst[1], channelsFirst[2] * channelsFirst[3]);
  }

  /** From {@code [N, H, W, C]} to {@code [N, C, H, W]}. */
  public static float[] channelsFirst(float[] values, long... channelsLast) {
    return swapped(values, channelsLast[0], channelsLast[1] * channelsLast[2], channelsLast[3]);
  }

  /** The sides {@code [N, C, H, W]} of a map whose channels stand last. */
  public static long[] channelsFirstSides(long... channelsLast) {
    return new long[] {channelsLast[0], channelsLast[3], channelsLast[1], channelsLast[2]};
  }

  /** Every one of {@code pages} matrices transposed. */
  private static float[] swapped(float[] values, long pages, long rows, long columns) {
    float[] swapped = new float[values.length];
    int height = Math.toIntExact(rows);
    int width = Math.toIntExact(columns);
    for (int page = 0; page < pages; page++) {
      int start = page * height * width;
      for (int row = 0; row < height; row++) {
        for (int column = 0; column < width; column++) {
          swapped[start + column * height + row] = values[start + row * width + column];
        }
      }
    }
    return swapped;
  }
}

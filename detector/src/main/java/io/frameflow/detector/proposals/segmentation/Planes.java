package io.frameflow.detector.proposals.segmentation;

/**
 * An image as separate channels.
 *
 * @param width pixels
 * @param height pixels
 * @param channels {@code [channel][height * width]}, each 0..255
 */
@SuppressWarnings("ArrayRecordComponent") // passed along, never compared
record Planes(int width, int height, float[][] channels) {

  /** The same image blurred with a Gaussian; beyond the border the border's value goes on. */
  Planes blurred(double sigma) {
    float[] kernel = kernel(sigma);
    float[][] result = new float[channels.length][];
    float[] between = new float[width * height];
    for (int c = 0; c < channels.length; c++) {
      result[c] = new float[width * height];
      rows(channels[c], between, kernel);
      columns(between, result[c], kernel);
    }
    return new Planes(width, height, result);
  }

  /** Weights at distance 0, 1, ... from the centre; both sides together sum to 1. */
  private static float[] kernel(double sigma) {
    float[] kernel = new float[(int) Math.ceil(4 * sigma) + 1];
    double sum = 0;
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = (float) Math.exp(-i * i / (2 * sigma * sigma));
      sum += i == 0 ? kernel[i] : 2 * kernel[i];
    }
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] /= (float) sum;
    }
    return kernel;
  }

  /** Near the border neighbours are looked up with care, between in loops that become SIMD code. */
  private void rows(float[] from, float[] to, float[] kernel) {
    int reach = kernel.length - 1;
    int left = Math.min(width, reach);
    int right = Math.max(left, width - reach);
    for (int y = 0; y < height; y++) {
      int row = y * width;
      borderOfRow(from, to, kernel, row, 0, left);
      borderOfRow(from, to, kernel, row, right, width);
      for (int i = row + left; i < row + right; i++) {
        to[i] = kernel[0] * from[i];
      }
      for (int d = 1; d < kernel.length; d++) {
        addPairs(from, to, kernel[d], d, row + left, row + right);
      }
    }
  }

  private static void addPairs(float[] from, float[] to, float weight, int d, int begin, int end) {
    for (int i = begin; i < end; i++) {
      to[i] += weight * (from[i - d] + from[i + d]);
    }
  }

  private void borderOfRow(float[] from, float[] to, float[] kernel, int row, int begin, int end) {
    for (int x = begin; x < end; x++) {
      float sum = kernel[0] * from[row + x];
      for (int d = 1; d < kernel.length; d++) {
        sum +=
            kernel[d] * (from[row + Math.max(0, x - d)] + from[row + Math.min(width - 1, x + d)]);
      }
      to[row + x] = sum;
    }
  }

  private void columns(float[] from, float[] to, float[] kernel) {
    for (int y = 0; y < height; y++) {
      int row = y * width;
      for (int x = 0; x < width; x++) {
        to[row + x] = kernel[0] * from[row + x];
      }
      for (int d = 1; d < kernel.length; d++) {
        int above = Math.max(0, y - d) * width;
        int below = Math.min(height - 1, y + d) * width;
        for (int x = 0; x < width; x++) {
          to[row + x] += kernel[d] * (from[above + x] + from[below + x]);
        }
      }
    }
  }
}

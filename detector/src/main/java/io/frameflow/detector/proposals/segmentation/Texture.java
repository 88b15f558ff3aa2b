package io.frameflow.detector.proposals.segmentation;

/**
 * SIFT-like texture of every pixel (Uijlings et al., section 3.2): Gaussian derivatives with sigma
 * 1 in eight directions per channel, ten bins each.
 *
 * <p>A derivative in one direction is the negative of the one in the opposite direction, and only
 * the positive part counts; so four codes per channel and pixel say it all.
 */
final class Texture {

  static final int DIRECTIONS = 8;
  static final int BINS = 10;

  private static final double SIGMA = 1;
  private static final int AXES = DIRECTIONS / 2;
  private static final float DIAGONAL = (float) Math.sqrt(.5);

  private final int channels;
  private final byte[] codes;

  Texture(Planes image) {
    Planes smooth = image.blurred(SIGMA);
    int width = image.width();
    int height = image.height();
    channels = smooth.channels().length;
    codes = new byte[width * height * channels * AXES];
    for (int c = 0; c < channels; c++) {
      float[] plane = smooth.channels()[c];
      for (int y = 0; y < height; y++) {
        int row = y * width;
        int above = Math.max(0, y - 1) * width;
        int below = Math.min(height - 1, y + 1) * width;
        for (int x = 0; x < width; x++) {
          float dx = plane[row + Math.min(width - 1, x + 1)] - plane[row + Math.max(0, x - 1)];
          float dy = plane[below + x] - plane[above + x];
          int at = ((row + x) * channels + c) * AXES;
          codes[at] = code(0, dx);
          codes[at + 1] = code(1, (dx + dy) * DIAGONAL);
          codes[at + 2] = code(2, dy);
          codes[at + 3] = code(3, (dy - dx) * DIAGONAL);
        }
      }
    }
  }

  /** Length of a histogram. */
  int length() {
    return channels * DIRECTIONS * BINS;
  }

  /** Adds the texture of a pixel to a histogram of {@link #length()} counts. */
  void count(int pixel, int[] histogram) {
    int at = pixel * channels * AXES;
    for (int c = 0; c < channels; c++) {
      int base = c * DIRECTIONS * BINS;
      for (int axis = 0; axis < AXES; axis++) {
        int code = codes[at++];
        histogram[base + code]++;
        // The opposite direction sees a negative derivative, which falls into its bin 0.
        int opposite = (code / BINS + AXES) % DIRECTIONS;
        histogram[base + opposite * BINS]++;
      }
    }
  }

  private static byte code(int axis, float derivative) {
    int direction = derivative < 0 ? axis + AXES : axis;
    // Bins widen with the square: most derivatives are small, and those tell textures apart.
    int bin = Math.min(BINS - 1, (int) Math.sqrt(Math.abs(derivative)));
    return (byte) (direction * BINS + bin);
  }
}

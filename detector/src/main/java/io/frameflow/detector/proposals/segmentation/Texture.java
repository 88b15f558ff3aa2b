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

  /**
   * The bin of a derivative, without its fraction. Bins widen with the square: most derivatives are
   * small, and those tell textures apart.
   */
  private static final byte[] ROOTS = new byte[(BINS - 1) * (BINS - 1) + 1];

  static {
    for (int i = 0; i < ROOTS.length; i++) {
      ROOTS[i] = (byte) Math.sqrt(i);
    }
  }

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

  /**
   * Adds the texture of a pixel to a histogram of {@link #length()} counts, which is complete after
   * {@link #addOpposites}.
   */
  void count(int pixel, int[] histogram) {
    int at = pixel * channels * AXES;
    for (int c = 0; c < channels; c++) {
      int base = c * DIRECTIONS * BINS;
      histogram[base + codes[at]]++;
      histogram[base + codes[at + 1]]++;
      histogram[base + codes[at + 2]]++;
      histogram[base + codes[at + 3]]++;
      at += AXES;
    }
  }

  /** Adds what the opposite direction sees: a negative derivative, which falls into its bin 0. */
  void addOpposites(int[] histogram) {
    int[] counts = new int[channels * DIRECTIONS];
    for (int i = 0; i < histogram.length; i++) {
      counts[i / BINS] += histogram[i];
    }
    for (int i = 0; i < counts.length; i++) {
      int opposite = i / DIRECTIONS * DIRECTIONS + (i + AXES) % DIRECTIONS;
      histogram[opposite * BINS] += counts[i];
    }
  }

  private static byte code(int axis, float derivative) {
    // The sign bit instead of a comparison, whose outcome no processor can guess.
    int direction = axis + AXES * (Float.floatToRawIntBits(derivative) >>> (Float.SIZE - 1));
    int strength = Math.min(ROOTS.length - 1, (int) Math.abs(derivative));
    return (byte) (direction * BINS + ROOTS[strength]);
  }
}

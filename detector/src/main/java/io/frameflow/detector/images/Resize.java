package io.frameflow.detector.images;

import java.util.Arrays;

/**
 * Scales images with a triangle filter: bilinear interpolation when enlarging, and when shrinking
 * the filter grows with the factor, so that every source pixel counts and nothing aliases.
 *
 * <p>Pixel centres lie at half-integers: a box (x1, y1, x2, y2) of the source is the box with its
 * edges times the size ratio in the result.
 */
public final class Resize {

  /** Weights are integers of this many bits, the intermediate image keeps 6 bits of fraction. */
  private static final int WEIGHT_BITS = 14;

  private static final int FRACTION_BITS = 6;

  private Resize() {}

  /**
   * Scales the whole image, without keeping the aspect ratio.
   *
   * @param width of the result, at least 1
   * @param height of the result, at least 1
   * @return a new image, or the same one if it has that size already
   */
  public static Image to(Image image, int width, int height) {
    if (width == image.width() && height == image.height()) {
      return image;
    }
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "cannot scale to %dx%d; both sides must be at least 1".formatted(width, height));
    }
    Weights columns = Weights.of(image.width(), width);
    Weights rows = Weights.of(image.height(), height);
    byte[] result = new byte[Math.multiplyExact(Math.multiplyExact(width, height), 3)];
    int[] line = new int[image.width() * Image.CHANNELS];
    for (int y = 0; y < height; y++) {
      mixRows(image, rows, y, line);
      mixColumns(line, columns, result, y * width * Image.CHANNELS);
    }
    return new Image(width, height, result);
  }

  private static void mixRows(Image image, Weights rows, int y, int[] line) {
    Arrays.fill(line, 1 << (WEIGHT_BITS - FRACTION_BITS - 1));
    byte[] rgb = image.rgb();
    for (int tap = 0; tap < rows.taps; tap++) {
      int weight = rows.weights[y * rows.taps + tap];
      int source = (rows.first[y] + tap) * line.length;
      for (int i = 0; weight != 0 && i < line.length; i++) {
        line[i] += weight * (rgb[source + i] & 0xff);
      }
    }
    for (int i = 0; i < line.length; i++) {
      line[i] >>= WEIGHT_BITS - FRACTION_BITS;
    }
  }

  private static void mixColumns(int[] line, Weights columns, byte[] result, int offset) {
    int shift = WEIGHT_BITS + FRACTION_BITS;
    int half = 1 << (shift - 1);
    int last = line.length - Image.CHANNELS;
    for (int x = 0; x < columns.first.length; x++) {
      int red = half;
      int green = half;
      int blue = half;
      int source = columns.first[x] * Image.CHANNELS;
      for (int tap = 0; tap < columns.taps; tap++) {
        int weight = columns.weights[x * columns.taps + tap];
        red += weight * line[source];
        green += weight * line[source + 1];
        blue += weight * line[source + 2];
        // unused taps, of weight 0, would point beyond the line
        source = Math.min(source + Image.CHANNELS, last);
      }
      result[offset + 3 * x] = (byte) (red >> shift);
      result[offset + 3 * x + 1] = (byte) (green >> shift);
      result[offset + 3 * x + 2] = (byte) (blue >> shift);
    }
  }

  /** Which source pixels make a target pixel, along one axis. */
  private static final class Weights {
    /** Weights per target pixel. */
    private final int taps;

    /** Index of the first source pixel per target pixel. */
    private final int[] first;

    /**
     * {@code [target, taps]}, summing up to 2^14 per target pixel; unused ones at the end are 0.
     */
    private final int[] weights;

    private Weights(int taps, int[] first, int[] weights) {
      this.taps = taps;
      this.first = first;
      this.weights = weights;
    }

    static Weights of(int source, int target) {
      double ratio = (double) source / target;
      double support = Math.max(1, ratio);
      int taps = (int) Math.ceil(support) * 2 + 1;
      int[] first = new int[target];
      int[] weights = new int[target * taps];
      double[] raw = new double[taps];
      for (int i = 0; i < target; i++) {
        double centre = (i + 0.5) * ratio - 0.5;
        int low = (int) Math.max(0, Math.floor(centre - support) + 1);
        int high = (int) Math.min(source - 1, Math.ceil(centre + support) - 1);
        double sum = 0;
        for (int j = low; j <= high; j++) {
          raw[j - low] = Math.max(0, 1 - Math.abs(j - centre) / support);
          sum += raw[j - low];
        }
        first[i] = low;
        double done = 0;
        int spent = 0;
        for (int j = 0; j <= high - low; j++) {
          // rounding the running sum keeps the total exact
          done += raw[j] / sum;
          int upTo = (int) Math.round(done * (1 << WEIGHT_BITS));
          weights[i * taps + j] = upTo - spent;
          spent = upTo;
        }
      }
      return new Weights(taps, first, weights);
    }
  }
}

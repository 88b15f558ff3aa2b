package io.frameflow.detector.proposals.segmentation;

/**
 * Which measures say how alike two neighbouring regions are; their sum decides who merges next
 * (Uijlings et al., equation 6).
 *
 * @param colour histograms of colour intersect
 * @param texture histograms of texture intersect
 * @param size small regions merge early
 * @param fill regions merge that fill each other's gaps
 */
public record Similarity(boolean colour, boolean texture, boolean size, boolean fill) {

  /** Colour, texture, size and fill. */
  public static final Similarity ALL = new Similarity(true, true, true, true);

  /** Texture, size and fill. */
  public static final Similarity WITHOUT_COLOUR = new Similarity(false, true, true, true);

  /** Fill alone. */
  public static final Similarity FILL = new Similarity(false, false, false, true);

  /** Size alone. */
  public static final Similarity SIZE = new Similarity(false, false, true, false);

  /** The similarity of regions {@code a} and {@code b}, at least 0. */
  float of(Regions regions, int a, int b) {
    float sum = 0;
    if (colour) {
      sum += intersection(regions.colour(a), regions.colour(b));
    }
    if (texture) {
      sum += intersection(regions.texture(a), regions.texture(b));
    }
    float together = regions.pixels(a) + regions.pixels(b);
    if (size) {
      sum += 1 - together / regions.imagePixels();
    }
    if (fill) {
      sum += 1 - (regions.jointBoxPixels(a, b) - together) / regions.imagePixels();
    }
    return sum;
  }

  private static float intersection(int[] a, int[] b) {
    int common = 0;
    for (int i = 0; i < a.length; i++) {
      common += Math.min(a[i], b[i]);
    }
    return common / (float) Regions.ONE;
  }
}

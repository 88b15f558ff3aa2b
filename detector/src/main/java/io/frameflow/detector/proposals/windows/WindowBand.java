package io.frameflow.detector.proposals.windows;

import java.util.Arrays;

/**
 * The windows for objects of one range of sizes, with a scorer and a share of the proposals of
 * their own.
 *
 * <p>With one scorer for all sizes, the many objects of the commonest size push the rare ones out
 * of the ranking.
 *
 * @param share of the objects, relative to the other bands' shares, positive; the share of the
 *     proposals depends on it
 * @param shapes {@code [2n]}: width and height per window shape, relative to the square root of the
 *     image's area
 * @param net the scorer
 */
@SuppressWarnings("ArrayRecordComponent") // equality by content is defined below
public record WindowBand(float share, float[] shapes, ObjectnessNet net) {

  /** Chosen by the recall on cells and streets. */
  private static final double PLACES_POWER = .35;

  /**
   * @throws IllegalArgumentException if the share or a shape is not positive, or there is no shape
   */
  public WindowBand {
    if (!(share > 0) || !Float.isFinite(share)) {
      throw new IllegalArgumentException("a band's share must be positive, but is " + share);
    }
    if (shapes.length == 0 || shapes.length % 2 != 0) {
      throw new IllegalArgumentException(
          "a band needs a width and a height per window shape, but has "
              + shapes.length
              + " numbers");
    }
    for (float side : shapes) {
      if (!(side > 0) || !Float.isFinite(side)) {
        throw new IllegalArgumentException("a window's side must be positive, but is " + side);
      }
    }
  }

  /**
   * The share of the proposals, weighted by the number of places in the image: large windows have
   * few, of which few suffice, and small ones need more than their share of the objects.
   *
   * @param windows of the band in the image
   */
  float share(int windows) {
    return share * (float) Math.pow(windows, PLACES_POWER);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WindowBand band
        && share == band.share
        && Arrays.equals(shapes, band.shapes)
        && net.equals(band.net);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shapes) + net.hashCode();
  }

  @Override
  public String toString() {
    return "WindowBand[share=" + share + ", shapes=" + Arrays.toString(shapes) + "]";
  }
}

package io.frameflow.bench.network;

import java.util.Locale;

/**
 * How far a peer's results are from ours.
 *
 * @param largest largest difference of two numbers over the largest size of ours: 0 is equal
 */
public record Deviation(double largest) {

  /** Between two arrays of equal length. */
  public static Deviation between(float[] ours, float[] theirs) {
    if (ours.length != theirs.length) {
      throw new IllegalArgumentException(
          "gives %d numbers instead of %d".formatted(theirs.length, ours.length));
    }
    double scale = 0;
    double difference = 0;
    for (int i = 0; i < ours.length; i++) {
      scale = Math.max(scale, Math.abs(ours[i]));
      double off = Math.abs((double) ours[i] - theirs[i]);
      // Not a number is as far off as can be; a comparison would let it pass.
      difference = Double.isNaN(off) ? Double.POSITIVE_INFINITY : Math.max(difference, off);
    }
    return new Deviation(scale == 0 ? difference : difference / scale);
  }

  /** The larger of the two. */
  public Deviation or(Deviation other) {
    return largest >= other.largest ? this : other;
  }

  /**
   * Returns this if it may be.
   *
   * @throws IllegalArgumentException if it is too much: what computes something else is no peer
   */
  public Deviation atMost(double tolerance) {
    if (!(largest <= tolerance)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "does not compute the same: off by %.2g of the largest value, %.2g is allowed",
              largest,
              tolerance));
    }
    return this;
  }

  /** For the table. */
  public String text() {
    return String.format(Locale.ROOT, "off by %.1e", largest);
  }
}

package io.frameflow.connectors.simulation;

/**
 * A body made by drawing a side view out across its width. The side view runs from the rear bottom
 * over the top to the front bottom; {@code inset} narrows the body at each of its corners.
 */
final class Prism {
  private final double[] xs;
  private final double[] zs;
  private final double[] insets;
  private final double half;

  /**
   * @param profile x, z and inset of each corner, from the rear bottom over the top to the front
   * @param width full width where the inset is 0
   */
  Prism(double width, double[]... profile) {
    half = width / 2;
    xs = new double[profile.length];
    zs = new double[profile.length];
    insets = new double[profile.length];
    for (int i = 0; i < profile.length; i++) {
      xs[i] = profile[i][0];
      zs[i] = profile[i][1];
      insets[i] = profile[i][2];
    }
  }

  static Prism box(double width, double x1, double z1, double x2, double z2) {
    return new Prism(
        width,
        new double[] {x1, z1, 0},
        new double[] {x1, z2, 0},
        new double[] {x2, z2, 0},
        new double[] {x2, z1, 0});
  }

  /** Fills every face that the camera sees, all in one colour under the light of the scene. */
  void fill(Brush brush, int rgb) {
    for (int i = 0; i + 1 < xs.length; i++) {
      if (face(brush, i, 0, 0, 1, 1)) {
        brush.fill(Tint.shade(rgb, faceLight(brush, i)));
      }
    }
    for (int i = 0; i < xs.length; i++) {
      brush.to(xs[i], insets[i] - half, zs[i]);
    }
    brush.fill(Tint.shade(rgb, brush.lit(0, -1, 0)));
  }

  /**
   * A panel on face {@code i} (the one after corner i): from a to b along the side view and from c
   * to d across the body, all as shares of the face. Draws nothing when the face looks away.
   */
  void panel(Brush brush, int i, double a, double c, double b, double d, int rgb) {
    if (face(brush, i, a, c, b, d)) {
      brush.detail(Tint.shade(rgb, 0.3 + 0.7 * faceLight(brush, i)));
    }
  }

  /** As {@link #panel}, with a colour that no shade touches, as a lamp has. */
  void lamp(Brush brush, int i, double a, double c, double b, double d, int rgb) {
    if (face(brush, i, a, c, b, d)) {
      brush.detail(rgb);
    }
  }

  private double faceLight(Brush brush, int i) {
    double dx = xs[i + 1] - xs[i];
    double dz = zs[i + 1] - zs[i];
    double size = Math.hypot(dx, dz);
    return brush.lit(-dz / size, 0, dx / size);
  }

  private boolean face(Brush brush, int i, double a, double c, double b, double d) {
    corner(brush, i, a, c);
    corner(brush, i, b, c);
    corner(brush, i, b, d);
    corner(brush, i, a, d);
    if (brush.facesCamera()) {
      return true;
    }
    brush.forget();
    return false;
  }

  private void corner(Brush brush, int i, double along, double across) {
    double inset = insets[i] + (insets[i + 1] - insets[i]) * along;
    brush.to(
        xs[i] + (xs[i + 1] - xs[i]) * along,
        (half - inset) * (2 * across - 1),
        zs[i] + (zs[i + 1] - zs[i]) * along);
  }
}

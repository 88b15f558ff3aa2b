package io.frameflow.connectors.simulation;

/** A wheel on the side that faces the camera, turning as the vehicle moves. */
final class Wheel {
  private static final int TYRE = 0x1D1D20;
  private static final double SPOKES_FROM_SCALE = 22; // pixels per metre

  private Wheel() {}

  /**
   * @param x along the vehicle
   * @param y across: the plane of the wheel
   * @param radius of the tyre in metres; the axle is as high
   */
  static void draw(Brush brush, double x, double y, double radius, int rim) {
    brush.disc(x, y, radius, radius).fill(TYRE);
    brush.disc(x, y, radius, radius * 0.62).detail(Tint.shade(rim, brush.lit(0, -1, 0)));
    if (brush.scale() < SPOKES_FROM_SCALE) {
      return;
    }
    double turned = brush.pose().travelled() / radius;
    for (int spoke = 0; spoke < 3; spoke++) {
      double angle = turned + spoke * 2 * Math.PI / 3;
      brush
          .disc(
              x + 0.36 * radius * Math.sin(angle),
              y,
              radius + 0.36 * radius * Math.cos(angle),
              radius * 0.14)
          .detail(0x2B2B2E);
    }
  }

  /** The dark opening above a wheel, cut off level with the body's lower edge. */
  static void arch(Brush brush, double x, double y, double radius) {
    double outer = radius * 1.22;
    for (int i = 0; i <= 8; i++) {
      double angle = Math.PI * (i / 8.0);
      brush.to(x + outer * Math.cos(angle), y, radius * 1.05 + outer * Math.sin(angle));
    }
    brush.to(x - outer, y, radius * 0.85).to(x + outer, y, radius * 0.85).detail(0x121214);
  }
}

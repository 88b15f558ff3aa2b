package io.frameflow.connectors.simulation;

/** Window panes: dark by day with the sky in them, lit from inside at dusk. */
final class Glass {
  private static final int PANE = 0x26323C;
  private static final int SKY = 0x8FA9BC;
  private static final int LAMPLIGHT = 0xF2D795;

  private Glass() {}

  /** A pane on the side that faces the camera; {@code litInside} where lamps burn at dusk. */
  static void pane(
      Brush brush, double y, double x1, double z1, double x2, double z2, boolean litInside) {
    boolean lamps = litInside && brush.light().lampsOn();
    brush.side(y, x1, z1, x2, z2).detail(lamps ? LAMPLIGHT : PANE);
    if (!lamps && brush.scale() > 14) {
      double mid = z1 + 0.62 * (z2 - z1);
      double lean = 0.25 * (x2 - x1);
      brush
          .to(x1 + lean, y, mid)
          .to(x2, y, z2 - 0.04)
          .to(x1, y, z2 - 0.04)
          .detail(Tint.mix(PANE, SKY, 0.45));
    }
  }

  static int pane() {
    return PANE;
  }
}

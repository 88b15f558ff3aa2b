package io.frameflow.connectors.simulation;

/** A bicycle with its rider; the two are one object and one box. */
final class Cyclist implements Figure {
  static final String LABEL = "bicycle";
  private static final double WHEEL = 0.34;
  private static final double GEAR = 2.6; // wheel turns per turn of the pedals

  private final Clothes clothes;
  private final int frame;
  private final boolean helmet;
  private final boolean basket;
  private final double lean;
  private final double size;

  Cyclist(Dice dice) {
    clothes = Clothes.of(dice);
    frame = dice.pick(0xC32F2A, 0x2759B0, 0x1F1F22, 0x2E8A4E, 0xE5E5E0, 0xE08A1F, 0x2AA0A8);
    helmet = dice.chance(0.5);
    basket = dice.chance(0.3);
    lean = dice.between(0.12, 0.38);
    size = dice.between(0.94, 1.06);
  }

  @Override
  public String label() {
    return LABEL;
  }

  @Override
  public double length() {
    return 1.75;
  }

  @Override
  public double width() {
    return 0.5;
  }

  @Override
  public double height() {
    return 1.8;
  }

  @Override
  public void draw(Brush brush) {
    double pedals = brush.pose().travelled() / WHEEL / GEAR;
    int trousers = Tint.shade(clothes.trousers(), brush.lit(0, -1, 0));
    double seatZ = 0.98 * size;
    leg(brush, 0.10, seatZ, pedals + Math.PI, Tint.shade(trousers, 0.72));
    machine(brush);
    leg(brush, -0.10, seatZ, pedals, trousers);
    rider(brush, seatZ);
  }

  private void machine(Brush brush) {
    ring(brush, -0.53);
    ring(brush, 0.53);
    int paint = Tint.shade(frame, brush.lit(0, -1, 0.3));
    double tube = 0.028;
    brush.limb(-0.05, 0, 0.30, tube, -0.53, 0, WHEEL, tube).fill(paint);
    brush.limb(-0.05, 0, 0.30, tube, -0.20, 0, 0.86, tube).fill(paint);
    brush.limb(-0.05, 0, 0.30, tube, 0.40, 0, 0.72, tube).fill(paint);
    brush.limb(-0.18, 0, 0.78, tube, 0.38, 0, 0.84, tube).fill(paint);
    brush.limb(-0.18, 0, 0.74, tube, -0.53, 0, WHEEL, tube * 0.8).fill(paint);
    brush.limb(0.36, 0, 0.98, tube, 0.53, 0, WHEEL, tube).fill(paint);
    brush.limb(-0.32, 0, 0.90, 0.05, -0.10, 0, 0.90, 0.035).fill(0x1B1B1D);
    brush.limb(0.36, -0.26, 1.02, 0.03, 0.36, 0.26, 1.02, 0.03).fill(0x1B1B1D);
    if (basket) {
      brush.limb(0.58, 0, 0.78, 0.11, 0.58, 0, 0.92, 0.13).fill(0x8A6A42);
    }
    if (brush.light().lampsOn()) {
      brush.ball(0.50, 0, 0.86, 0.07).fill(0xFFF6D8);
      brush.ball(-0.50, 0, 0.72, 0.05).fill(0xFF3B30);
    }
  }

  /** A thin wheel through which the street is seen; seen from ahead it is a thin stick. */
  private static void ring(Brush brush, double x) {
    brush.limb(x, 0, 0.04, 0.03, x, 0, 2 * WHEEL - 0.04, 0.03).fill(0x2A2A2C);
    brush.ring(x, 0, WHEEL, WHEEL, WHEEL - 0.055).fill(0x1D1D20);
    double turned = brush.pose().travelled() / WHEEL;
    for (int i = 0; i < 2; i++) {
      double a = turned + i * Math.PI / 2;
      double dx = (WHEEL - 0.03) * Math.cos(a);
      double dz = (WHEEL - 0.03) * Math.sin(a);
      brush.limb(x - dx, 0, WHEEL - dz, 0.008, x + dx, 0, WHEEL + dz, 0.008).fill(0x77797C);
    }
  }

  private void leg(Brush brush, double y, double seatZ, double turn, int colour) {
    double footX = -0.02 + 0.16 * Math.sin(turn);
    double footZ = 0.30 + 0.16 * Math.cos(turn);
    double kneeX = 0.22 + 0.06 * Math.sin(turn);
    double kneeZ = 0.62 + 0.12 * Math.cos(turn);
    brush.limb(-0.20, y, seatZ - 0.02, 0.095, kneeX, y, kneeZ, 0.075).fill(colour);
    brush.limb(kneeX, y, kneeZ, 0.07, footX, y, footZ + 0.03, 0.05).fill(colour);
    brush.limb(footX - 0.03, y, footZ, 0.045, footX + 0.13, y, footZ, 0.04).fill(0x211D1B);
  }

  private void rider(Brush brush, double seatZ) {
    double shoulderX = -0.20 + lean + 0.06;
    double shoulderZ = seatZ + 0.50 - 0.45 * lean;
    int jacket = Tint.shade(clothes.jacket(), brush.lit(0, -1, 0.2));
    brush
        .limb(shoulderX, 0.20, shoulderZ - 0.04, 0.055, 0.34, 0.22, 1.04, 0.04)
        .fill(Tint.shade(jacket, 0.72));
    brush.limb(-0.22, 0, seatZ + 0.04, 0.155, shoulderX, 0, shoulderZ - 0.05, 0.175).fill(jacket);
    brush
        .limb(shoulderX, -0.20, shoulderZ - 0.04, 0.058, 0.34, -0.22, 1.04, 0.042)
        .fill(Tint.shade(jacket, 0.88));
    brush.ball(0.35, -0.22, 1.04, 0.045).fill(clothes.skin());
    double headX = shoulderX + 0.10;
    double headZ = shoulderZ + 0.22;
    clothes.head(brush, headX, headZ, 0.125);
    if (helmet) {
      brush
          .limb(headX - 0.06, 0, headZ + 0.07, 0.095, headX + 0.07, 0, headZ + 0.08, 0.075)
          .fill(Tint.shade(frame, brush.lit(0, -0.6, 0.6)));
    }
  }
}

package io.frameflow.connectors.simulation;

/** A person on foot. */
final class Walker implements Figure {
  static final String LABEL = "person";

  private final Clothes clothes;
  private final double height;
  private final boolean skirt;
  private final boolean bag;
  private final boolean rucksack;
  private final double stride;

  Walker(Dice dice) {
    clothes = Clothes.of(dice);
    height = dice.between(1.58, 1.90);
    skirt = dice.chance(0.25);
    bag = dice.chance(0.3);
    rucksack = dice.chance(0.25);
    stride = dice.between(1.30, 1.55);
  }

  @Override
  public String label() {
    return LABEL;
  }

  @Override
  public double length() {
    return 0.7;
  }

  @Override
  public double width() {
    return 0.5;
  }

  @Override
  public double height() {
    return height;
  }

  @Override
  public void draw(Brush brush) {
    double s = height / 1.75;
    double phase = brush.pose().travelled() / stride * Math.PI * 2;
    double swing = Math.sin(phase);
    double hip = 0.92 * s - 0.02 * Math.abs(swing);
    double shoulder = hip + 0.52 * s;
    int trousers = Tint.shade(clothes.trousers(), brush.lit(0, -1, 0));
    int jacket = Tint.shade(clothes.jacket(), brush.lit(0, -1, 0.2));
    arm(brush, s, 0.21, shoulder, swing, Tint.shade(jacket, 0.75));
    leg(brush, s, 0.09, hip, -swing, phase + Math.PI, Tint.shade(trousers, 0.78));
    leg(brush, s, -0.09, hip, swing, phase, trousers);
    if (rucksack) {
      brush
          .limb(-0.19 * s, 0, hip + 0.14 * s, 0.11 * s, -0.17 * s, 0, shoulder - 0.08, 0.10 * s)
          .fill(Tint.shade(clothes.bag(), brush.lit(-0.5, -0.8, 0)));
    }
    if (skirt) {
      brush.to(-0.24 * s, -0.05, hip - 0.38 * s);
      brush.to(0.24 * s, -0.05, hip - 0.38 * s);
      brush.to(0.15 * s, -0.05, hip + 0.12 * s).to(-0.15 * s, -0.05, hip + 0.12 * s).fill(jacket);
    }
    brush
        .limb(0, 0, hip + 0.04 * s, 0.165 * s, 0.02 * s, 0, shoulder - 0.06 * s, 0.19 * s)
        .fill(jacket);
    arm(brush, s, -0.22, shoulder, -swing, Tint.shade(jacket, 0.9));
    if (bag) {
      double hand = -0.32 * swing * s;
      brush
          .limb(hand, -0.26, hip - 0.25 * s, 0.09 * s, hand, -0.26, hip - 0.12 * s, 0.07 * s)
          .fill(clothes.bag());
    }
    clothes.head(brush, 0.03 * s, shoulder + 0.21 * s, 0.125 * s);
  }

  private static void leg(
      Brush brush, double s, double y, double hip, double swing, double phase, int colour) {
    double bend = Math.max(0, Math.cos(phase)) * 0.16;
    double kneeX = 0.20 * swing * s + 0.5 * bend * s;
    double footX = 0.36 * swing * s - 0.4 * bend * s;
    double footZ = 0.06 + 0.7 * bend * s;
    brush.limb(0, y, hip, 0.095 * s, kneeX, y, 0.5 * s, 0.075 * s).fill(colour);
    brush.limb(kneeX, y, 0.5 * s, 0.075 * s, footX, y, footZ + 0.04, 0.05 * s).fill(colour);
    brush.limb(footX, y, footZ, 0.05 * s, footX + 0.15 * s, y, footZ, 0.045 * s).fill(0x241F1C);
  }

  private void arm(Brush brush, double s, double y, double shoulder, double swing, int colour) {
    double elbowX = 0.16 * swing * s;
    double elbowZ = shoulder - 0.32 * s;
    double handX = elbowX + (0.08 + 0.16 * swing) * s;
    double handZ = elbowZ - 0.24 * s;
    brush.limb(0, y, shoulder - 0.06 * s, 0.062 * s, elbowX, y, elbowZ, 0.05 * s).fill(colour);
    brush.limb(elbowX, y, elbowZ, 0.05 * s, handX, y, handZ, 0.042 * s).fill(colour);
    brush.ball(handX, y, handZ, 0.05 * s).fill(clothes.skin());
  }
}

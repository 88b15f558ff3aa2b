package io.frameflow.connectors.simulation;

/** A tree behind the far pavement, part of the still backdrop. */
record Tree(double x, double y, double height, int leaf, long seed) {
  private static final int LEAVES = 110;

  static Tree of(long seed, double x, double y) {
    Dice dice = Dice.of(seed);
    return new Tree(
        x,
        y,
        dice.between(4.2, 7.5),
        dice.pick(0x55743A, 0x4B6B3F, 0x6E7F3D, 0x3F5F3A, 0x8A7A3C),
        Dice.scramble(seed));
  }

  void draw(Brush brush, Light light) {
    Dice dice = Dice.of(seed, 1);
    brush.limb(x, y, 0, 0.17, x, y, height * 0.6, 0.10).detail(0x55463A);
    double crown = height * 0.30;
    double centre = height - crown;
    for (int i = 0; i < LEAVES; i++) {
      double angle = dice.between(0, 2 * Math.PI);
      double out = Math.sqrt(dice.unit());
      double dx = crown * 0.95 * out * Math.cos(angle);
      double dz = crown * 1.05 * out * Math.sin(angle);
      // Blobs to the sunny side and to the top are brighter; later ones lie in front.
      double bright = 0.62 + 0.20 * dz / crown + 0.14 * light.toSunX() * dx / crown;
      int colour = Tint.shade(leaf, bright + 0.35 * i / LEAVES + dice.between(-0.1, 0.1));
      brush.ball(x + dx, y, centre + dz, crown * dice.between(0.10, 0.26)).detail(colour);
    }
  }
}

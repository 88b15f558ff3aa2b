package io.frameflow.connectors.simulation;

/**
 * One house of the row behind the far pavement.
 *
 * @param x1 left end of the front, metres
 * @param x2 right end
 * @param y distance of the front
 */
record House(
    double x1,
    double x2,
    double y,
    double height,
    int floors,
    int wall,
    int trim,
    int roof,
    boolean pitched,
    boolean shop,
    long seed) {
  private static final double DEEP = 9;
  private static final double RIDGE = 2.6; // above the walls

  static House of(long seed, double x1, double x2, double y) {
    Dice dice = Dice.of(seed);
    int floors = 2 + dice.below(3);
    double height = floors * dice.between(2.8, 3.2) + 0.6;
    return new House(
        x1,
        x2,
        y,
        height,
        floors,
        dice.pick(
            0x9A5B45, 0xB4825E, 0xC9B79A, 0xD8CDB9, 0x8A8D92, 0xA86D52, 0xBFA58A, 0xC7CBC6,
            0x7E6A5C, 0xA9B5B0, 0xD2B48C),
        dice.pick(0xE6E1D6, 0xD0CBC0, 0x6C625A, 0xF0EEE6),
        dice.pick(0x6E4A3E, 0x55585E, 0x7B5A49, 0x474B52),
        dice.chance(0.6),
        dice.chance(0.45),
        Dice.scramble(seed));
  }

  /** Draws the house; at night some of its windows are lit. */
  void draw(Brush brush, boolean night, Light light) {
    double haze = Math.min(0.55, Math.max(0, brush.view().depth((x1 + x2) / 2, y) - 15) / 130);
    int front = misty(Tint.shade(wall, light.on(0, -1, 0)), haze, night);
    if (x1 > 0) {
      sideWall(brush, x1, misty(Tint.shade(wall, light.on(-1, 0, 0) * 0.92), haze, night));
    } else if (x2 < 0) {
      sideWall(brush, x2, misty(Tint.shade(wall, light.on(1, 0, 0) * 0.92), haze, night));
    }
    if (pitched) {
      brush
          .to(x1 - 0.2, y, height)
          .to(x2 + 0.2, y, height)
          .to(x2 + 0.2, y + DEEP / 2, height + RIDGE)
          .to(x1 - 0.2, y + DEEP / 2, height + RIDGE)
          .detail(misty(roof, haze, night));
      Dice dice = Dice.of(seed, 9);
      double stack = x1 + (x2 - x1) * dice.between(0.15, 0.8);
      brush
          .side(y + 2, stack, height + 1, stack + 0.8, height + 3.2)
          .detail(misty(Tint.shade(wall, 0.8), haze, night));
    }
    brush.side(y, x1, 0, x2, height).detail(front);
    brush.side(y, x1, height - 0.28, x2, height).detail(misty(trim, haze, night));
    brush.side(y, x1, 0, x2, 0.35).detail(misty(Tint.shade(wall, 0.7), haze, night));
    fenestrate(brush, haze, night);
  }

  private void sideWall(Brush brush, double x, int colour) {
    brush.to(x, y, 0).to(x, y + DEEP, 0).to(x, y + DEEP, height);
    if (pitched) {
      brush.to(x, y + DEEP / 2, height + RIDGE);
    }
    brush.to(x, y, height).detail(colour);
  }

  private void fenestrate(Brush brush, double haze, boolean night) {
    Dice dice = Dice.of(seed, 5);
    double storey = (height - 0.6) / floors;
    int columns = Math.max(2, (int) ((x2 - x1) / dice.between(1.9, 2.9)));
    double step = (x2 - x1) / columns;
    double wide = Math.min(1.3, step * dice.between(0.42, 0.62));
    for (int floor = shop ? 1 : 0; floor < floors; floor++) {
      double low = floor * storey + 0.95;
      double high = low + storey * 0.52;
      for (int i = 0; i < columns; i++) {
        double centre = x1 + (i + 0.5) * step;
        if (floor == 0 && i == columns / 2) {
          door(brush, centre, haze, night);
          continue;
        }
        window(brush, centre - wide / 2, low, centre + wide / 2, high, dice, haze, night);
      }
    }
    if (shop) {
      shopFront(brush, dice, storey, haze, night);
    }
  }

  private void window(
      Brush brush,
      double left,
      double low,
      double right,
      double high,
      Dice dice,
      double haze,
      boolean night) {
    boolean lit = dice.chance(0.45);
    boolean curtain = dice.chance(0.4);
    double share = dice.between(0.2, 0.5);
    brush
        .side(y, left - 0.09, low - 0.12, right + 0.09, high + 0.09)
        .detail(misty(trim, haze, night));
    int pane = night && lit ? 0xF3D48A : misty(0x3D4A56, haze, night);
    brush.side(y, left, low, right, high).detail(pane);
    if (curtain) {
      brush
          .side(y, left, low + (high - low) * (1 - share), right, high)
          .detail(night && lit ? 0xE8BE74 : misty(0xB9B4AA, haze, night));
    }
    double middle = (left + right) / 2;
    brush.side(y, middle - 0.035, low, middle + 0.035, high).detail(misty(trim, haze, night));
  }

  private void door(Brush brush, double centre, double haze, boolean night) {
    brush.side(y, centre - 0.6, 0, centre + 0.6, 2.3).detail(misty(trim, haze, night));
    int paint = Dice.of(seed, 6).pick(0x7A2B2B, 0x27415F, 0x2F5A44, 0x4A3A2E, 0x2B2C30);
    brush.side(y, centre - 0.48, 0, centre + 0.48, 2.15).detail(misty(paint, haze, night));
  }

  private void shopFront(Brush brush, Dice dice, double storey, double haze, boolean night) {
    int sign = dice.pick(0x9E2F35, 0x2E5487, 0x2F6B4C, 0xC99A2E, 0x34363B, 0x7A4F8A);
    double top = storey * 0.78;
    brush.side(y, x1 + 0.3, top, x2 - 0.3, top + 0.55).detail(misty(sign, haze, night));
    double letters = x1 + 0.3 + (x2 - x1) * 0.25;
    for (int i = 0; i < 7; i++) {
      double x = letters + i * (x2 - x1) * 0.06;
      brush
          .side(y, x, top + 0.15, x + (x2 - x1) * 0.035, top + 0.40)
          .detail(misty(0xF2EFE6, haze, night));
    }
    int pane = night ? 0xF6DFA4 : misty(0x46545F, haze, night);
    brush.side(y, x1 + 0.5, 0.55, x2 - 1.7, top - 0.1).detail(pane);
    brush.side(y, x2 - 1.4, 0, x2 - 0.5, top - 0.1).detail(misty(0x2B2F35, haze, night));
    brush
        .to(x1 + 0.8, y, top * 0.6)
        .to(x1 + 1.8, y, top * 0.6)
        .to(x1 + 2.6, y, top - 0.1)
        .to(x1 + 1.6, y, top - 0.1)
        .detail(night ? 0xF9E8BC : misty(0x6F808C, haze, night));
    if (dice.chance(0.5)) {
      brush
          .to(x1 + 0.4, y, top)
          .to(x2 - 1.6, y, top)
          .to(x2 - 1.6, y - 0.9, top - 0.55)
          .to(x1 + 0.4, y - 0.9, top - 0.55)
          .detail(misty(Tint.lift(sign, 30), haze, night));
    }
  }

  private static int misty(int rgb, double haze, boolean night) {
    return Tint.mix(rgb, night ? 0x6C7388 : 0xC4CDD4, haze);
  }
}

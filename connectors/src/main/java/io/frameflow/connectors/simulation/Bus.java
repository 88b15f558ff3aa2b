package io.frameflow.connectors.simulation;

/** A bus: one or two decks behind a long row of windows. */
final class Bus implements Figure {
  static final String LABEL = "bus";
  private static final double WIDTH = 2.45;
  private static final double WHEEL = 0.48;

  private final double length;
  private final double height;
  private final boolean twoDecks;
  private final int paint;
  private final int skirt;
  private final Prism body;

  Bus(Dice dice) {
    twoDecks = dice.chance(0.25);
    length = dice.between(8.2, 9.8);
    height = twoDecks ? dice.between(3.9, 4.1) : dice.between(2.85, 3.1);
    paint =
        Tint.lift(
            dice.pick(0xC4322F, 0xE0B022, 0x2F8F6B, 0xE6E7E3, 0x3B6FB6, 0xD5752C),
            dice.between(-12, 12));
    skirt = dice.chance(0.5) ? Tint.shade(paint, 0.62) : dice.pick(0xF0F0EC, 0x2F3B52, 0x3A8F7A);
    double front = length / 2;
    double rear = -length / 2;
    body =
        new Prism(
            WIDTH,
            new double[] {rear + 0.05, 0.32, 0},
            new double[] {rear, 1.1, 0},
            new double[] {rear + 0.10, height - 0.08, 0.05},
            new double[] {rear + 0.30, height, 0.12},
            new double[] {front - 0.40, height, 0.12},
            new double[] {front - 0.18, height - 0.12, 0.05},
            new double[] {front, 1.0, 0},
            new double[] {front - 0.04, 0.30, 0});
  }

  @Override
  public String label() {
    return LABEL;
  }

  @Override
  public double length() {
    return length;
  }

  @Override
  public double width() {
    return WIDTH;
  }

  @Override
  public double height() {
    return height;
  }

  @Override
  public void draw(Brush brush) {
    double near = -WIDTH / 2;
    double front = length / 2;
    double rear = -length / 2;
    body.fill(brush, paint);
    brush
        .side(near, rear + 0.05, 0.32, front - 0.04, 0.86)
        .detail(Tint.shade(skirt, brush.lit(0, -1, 0)));
    ends(brush);
    deck(brush, 1.35, 2.35, true);
    if (twoDecks) {
      deck(brush, 2.80, 3.60, false);
    } else {
      brush
          .side(near + 0.04, rear + 1.2, height - 0.30, front - 1.2, height - 0.18)
          .detail(Tint.shade(paint, 0.75));
    }
    double back = rear + 2.1;
    double fore = front - 2.0;
    Wheel.arch(brush, back, near, WHEEL);
    Wheel.arch(brush, fore, near, WHEEL);
    Wheel.draw(brush, back, near - 0.01, WHEEL, 0x9EA2A6);
    Wheel.draw(brush, fore, near - 0.01, WHEEL, 0x9EA2A6);
  }

  /** One row of windows; the lower deck has the doors. */
  private void deck(Brush brush, double low, double high, boolean doors) {
    double near = -WIDTH / 2;
    double front = length / 2;
    double rear = -length / 2;
    brush.side(near, rear + 0.25, low, front - 0.12, high).detail(0x1C2228);
    int panes = 6;
    double start = rear + 0.35;
    double step = (front - 1.25 - start) / panes;
    for (int i = 0; i < panes; i++) {
      Glass.pane(
          brush, near, start + i * step, low + 0.06, start + (i + 0.90) * step, high - 0.06, true);
    }
    Glass.pane(brush, near, front - 1.10, low + 0.06, front - 0.22, high - 0.06, true);
    if (doors) {
      brush.side(near, front - 1.15, 0.42, front - 0.30, 2.30).detail(0x2A3138);
      Glass.pane(brush, near, front - 1.10, 0.55, front - 0.75, 2.22, true);
      Glass.pane(brush, near, front - 0.70, 0.55, front - 0.35, 2.22, true);
      double middle = start + 3 * step;
      brush.side(near, middle - 0.05, 0.42, middle + 0.95, 2.30).detail(0x2A3138);
      Glass.pane(brush, near, middle, 0.55, middle + 0.42, 2.22, true);
      Glass.pane(brush, near, middle + 0.48, 0.55, middle + 0.90, 2.22, true);
    }
  }

  private void ends(Brush brush) {
    boolean lamps = brush.light().lampsOn();
    int tail = lamps ? 0xFF3B30 : 0xA3201C;
    int head = lamps ? 0xFFF6D8 : 0xE2E5E1;
    body.panel(brush, 1, 0.25, 0.12, 0.62, 0.88, Glass.pane());
    body.lamp(brush, 0, 0.45, 0.04, 0.95, 0.14, tail);
    body.lamp(brush, 0, 0.45, 0.86, 0.95, 0.96, tail);
    double sign = twoDecks ? 0.40 : 0.16;
    body.panel(brush, 5, sign, 0.06, 0.97, 0.94, 0x33424E);
    if (twoDecks) {
      body.panel(brush, 5, 0.04, 0.06, 0.24, 0.94, 0x33424E);
    }
    body.lamp(brush, 5, twoDecks ? 0.27 : 0.02, 0.2, twoDecks ? 0.37 : 0.14, 0.8, 0xF09A2E);
    body.lamp(brush, 6, 0.35, 0.05, 0.65, 0.20, head);
    body.lamp(brush, 6, 0.35, 0.80, 0.65, 0.95, head);
    body.panel(brush, 6, 0.30, 0.30, 0.75, 0.70, 0x222428);
  }
}

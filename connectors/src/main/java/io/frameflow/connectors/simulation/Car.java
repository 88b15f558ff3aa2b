package io.frameflow.connectors.simulation;

/** A passenger car: saloon, hatchback or estate. */
final class Car implements Figure {
  static final String LABEL = "car";
  private static final int[] PAINTS = {
    0xB3262B, 0x274E9C, 0xC9CCD1, 0xE9EAEC, 0x2A2C31, 0x7D848C, 0x1F6B4A, 0xC98A2B, 0x5C8FB8,
    0x7A2E4E, 0xD8C9A8, 0x3E6E78
  };
  private static final double WIDTH = 1.76;
  private static final double BELT = 0.92;

  private final double length;
  private final double height;
  private final int paint;
  private final int rim;
  private final double rear; // half length
  private final double front;
  private final double cabinRear;
  private final double roofRear;
  private final double roofFront;
  private final double cabinFront;
  private final Prism body;
  private final Prism cabin;

  Car(Dice dice) {
    int kind = dice.below(3); // saloon, hatchback, estate
    length = kind == 0 ? dice.between(4.3, 4.8) : dice.between(3.7, 4.4);
    height = kind == 2 ? dice.between(1.55, 1.75) : dice.between(1.40, 1.52);
    paint = Tint.lift(dice.pick(PAINTS), dice.between(-14, 14));
    rim = dice.pick(0xB9BCC0, 0x8D9196, 0xD5D7DA);
    rear = -length / 2;
    front = length / 2;
    cabinRear = rear + (kind == 0 ? 0.62 : 0.10);
    roofRear = rear + (kind == 0 ? 1.35 : kind == 1 ? 0.75 : 0.42);
    cabinFront = front - dice.between(1.0, 1.2);
    roofFront = cabinFront - dice.between(0.65, 0.85);
    body =
        new Prism(
            WIDTH,
            new double[] {rear + 0.05, 0.26, 0.04},
            new double[] {rear, 0.60, 0},
            new double[] {rear + 0.10, BELT, 0.05},
            new double[] {cabinFront, BELT, 0.05},
            new double[] {front - 0.14, 0.74, 0.08},
            new double[] {front, 0.52, 0.03},
            new double[] {front - 0.06, 0.24, 0.04});
    cabin =
        new Prism(
            WIDTH,
            new double[] {cabinRear, BELT, 0.05},
            new double[] {roofRear, height, 0.24},
            new double[] {roofFront, height, 0.24},
            new double[] {cabinFront, BELT, 0.05});
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
    double wheel = 0.32;
    double back = rear + 0.19 * length;
    double fore = front - 0.19 * length;
    body.fill(brush, paint);
    ends(brush);
    cabin.fill(brush, paint);
    cabin.panel(brush, 0, 0.10, 0.08, 0.92, 0.92, Glass.pane());
    cabin.panel(brush, 2, 0.08, 0.06, 0.94, 0.94, 0x3B4A56);
    sideWindows(brush);
    if (brush.scale() > 12) {
      brush.side(near, rear + 0.08, 0.26, front - 0.08, 0.40).detail(Tint.shade(paint, 0.48));
      brush.side(near, rear + 0.16, 0.70, cabinFront + 0.5, 0.745).detail(Tint.shade(paint, 1.18));
    }
    if (brush.scale() > 20) {
      double door = (cabinRear + cabinFront) / 2;
      brush.side(near, door - 0.02, 0.42, door + 0.02, BELT).detail(Tint.shade(paint, 0.5));
      brush.side(near, door - 0.30, 0.78, door - 0.08, 0.82).detail(0x2A2A2C);
    }
    Wheel.arch(brush, back, near, wheel);
    Wheel.arch(brush, fore, near, wheel);
    Wheel.draw(brush, back, near - 0.01, wheel, rim);
    Wheel.draw(brush, fore, near - 0.01, wheel, rim);
  }

  private void sideWindows(Brush brush) {
    double low = BELT + 0.06;
    double high = height - 0.10;
    double lowY = side(low);
    double highY = side(high);
    double middle = (roofRear + roofFront) / 2 - 0.05;
    double slantRear = cabinRear + (roofRear - cabinRear) * share(low) + 0.10;
    double slantRearTop = cabinRear + (roofRear - cabinRear) * share(high) + 0.10;
    double slantFront = cabinFront + (roofFront - cabinFront) * share(low) - 0.10;
    double slantFrontTop = cabinFront + (roofFront - cabinFront) * share(high) - 0.10;
    window(brush, slantRear, slantRearTop, middle - 0.05, middle - 0.05, low, high, lowY, highY);
    window(brush, middle + 0.05, middle + 0.05, slantFront, slantFrontTop, low, high, lowY, highY);
  }

  private static void window(
      Brush brush,
      double x1Low,
      double x1High,
      double x2Low,
      double x2High,
      double low,
      double high,
      double lowY,
      double highY) {
    brush
        .to(x1Low, lowY, low)
        .to(x2Low, lowY, low)
        .to(x2High, highY, high)
        .to(x1High, highY, high)
        .detail(Glass.pane());
    if (brush.scale() > 16) {
      brush
          .to(x1High + 0.3 * (x2High - x1High), highY, high)
          .to(x2High, highY, high)
          .to(x2Low, (lowY + highY) / 2, (low + high) / 2)
          .detail(0x54697A);
    }
  }

  /** Share of the way up from the belt to the roof. */
  private double share(double z) {
    return (z - BELT) / (height - BELT);
  }

  /** Where the leaning side of the cabin is at this height. */
  private double side(double z) {
    return -WIDTH / 2 + 0.05 + 0.19 * share(z);
  }

  private void ends(Brush brush) {
    if (brush.scale() < 9) {
      return;
    }
    boolean lamps = brush.light().lampsOn();
    int tail = lamps ? 0xFF3B30 : 0xA3201C;
    int head = lamps ? 0xFFF6D8 : 0xE4E6E2;
    body.lamp(brush, 1, 0.05, 0.02, 0.60, 0.20, tail);
    body.lamp(brush, 1, 0.05, 0.80, 0.60, 0.98, tail);
    body.lamp(brush, 0, 0.40, 0.36, 0.80, 0.64, 0xD9CE84);
    body.lamp(brush, 4, 0.05, 0.02, 0.80, 0.22, head);
    body.lamp(brush, 4, 0.05, 0.78, 0.80, 0.98, head);
    body.panel(brush, 4, 0.30, 0.28, 0.95, 0.72, 0x1B1C1E);
    body.lamp(brush, 5, 0.25, 0.36, 0.65, 0.64, 0xE6E6E0);
  }
}

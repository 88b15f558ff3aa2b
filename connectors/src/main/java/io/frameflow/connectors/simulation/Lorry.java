package io.frameflow.connectors.simulation;

/** A goods vehicle: a cab and, behind a gap, a box, a tarpaulin, a tipper or a tank. */
final class Lorry implements Figure {
  static final String LABEL = "lorry";
  private static final double WIDTH = 2.35;
  private static final double FLOOR = 0.95;
  private static final double WHEEL = 0.48;

  private enum Load {
    BOX,
    TARPAULIN,
    TIPPER,
    TANK
  }

  private final double length;
  private final double cabHeight;
  private final double height;
  private final Load load;
  private final int cabPaint;
  private final int loadPaint;
  private final int stripe;
  private final double cabRear;
  private final Prism cab;
  private final Prism cargo;
  private final Prism chassis;

  Lorry(Dice dice) {
    load = Load.values()[dice.below(Load.values().length)];
    length = dice.between(6.4, 8.4);
    cabHeight = dice.between(2.45, 2.85);
    double loadTop =
        switch (load) {
          case BOX, TARPAULIN -> dice.between(3.1, 3.6);
          case TIPPER -> dice.between(2.0, 2.3);
          case TANK -> dice.between(2.6, 2.9);
        };
    height = Math.max(cabHeight, loadTop);
    cabPaint =
        Tint.lift(
            dice.pick(0xC23B2E, 0x2E5FA8, 0xE8E8E4, 0xE0A526, 0x2F7D52, 0x4A4F57, 0xD9642A),
            dice.between(-12, 12));
    loadPaint =
        Tint.lift(
            switch (load) {
              case BOX -> dice.pick(0xE9E9E6, 0xD8DDE2, 0xF0EBDD, 0xC7D3DC);
              case TARPAULIN -> dice.pick(0x3C6EA6, 0x9E2F35, 0x4E7F54, 0xB9A368);
              case TIPPER -> dice.pick(0x8A5A2F, 0x6E7276, 0xB8862D);
              case TANK -> dice.pick(0xC9CDD1, 0xDEDAD0);
            },
            dice.between(-10, 10));
    stripe = dice.pick(0xC23B2E, 0x2E5FA8, 0x2F7D52, 0xE0A526, 0x333840);
    double front = length / 2;
    double rear = -length / 2;
    cabRear = front - dice.between(1.65, 1.95);
    cab =
        new Prism(
            WIDTH - 0.05,
            new double[] {cabRear, 0.55, 0},
            new double[] {cabRear, cabHeight - 0.06, 0.06},
            new double[] {front - 0.40, cabHeight, 0.10},
            new double[] {front - 0.06, 1.55, 0.02},
            new double[] {front, 1.40, 0},
            new double[] {front - 0.02, 0.38, 0.03});
    double cargoFront = cabRear - 0.22;
    cargo =
        switch (load) {
          case BOX, TARPAULIN -> Prism.box(WIDTH, rear, FLOOR, cargoFront, loadTop);
          case TIPPER ->
              new Prism(
                  WIDTH,
                  new double[] {rear + 0.45, FLOOR, 0.25},
                  new double[] {rear, loadTop, 0},
                  new double[] {cargoFront, loadTop + 0.12, 0},
                  new double[] {cargoFront - 0.10, FLOOR, 0.25});
          case TANK ->
              new Prism(
                  WIDTH,
                  new double[] {rear + 0.12, FLOOR + 0.1, 0.45},
                  new double[] {rear, FLOOR + 0.45, 0.10},
                  new double[] {rear, loadTop - 0.45, 0.10},
                  new double[] {rear + 0.15, loadTop, 0.65},
                  new double[] {cargoFront - 0.15, loadTop, 0.65},
                  new double[] {cargoFront, loadTop - 0.45, 0.10},
                  new double[] {cargoFront, FLOOR + 0.45, 0.10},
                  new double[] {cargoFront - 0.12, FLOOR + 0.1, 0.45});
        };
    chassis = Prism.box(WIDTH - 0.5, rear + 0.05, 0.55, front - 0.3, FLOOR);
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
    chassis.fill(brush, 0x33353A);
    boolean cabIsFarther = brush.pose().direction() * brush.pose().x() > 0;
    if (cabIsFarther) {
      drawCab(brush);
      drawCargo(brush);
    } else {
      drawCargo(brush);
      drawCab(brush);
    }
    double near = -WIDTH / 2 + 0.03;
    double front = length / 2 - 0.95;
    double rear = -length / 2 + 1.0;
    Wheel.arch(brush, front, near, WHEEL);
    Wheel.draw(brush, front, near, WHEEL, 0xA9ADB1);
    Wheel.draw(brush, rear, near, WHEEL, 0xA9ADB1);
    Wheel.draw(brush, rear + 1.1, near, WHEEL, 0xA9ADB1);
  }

  private void drawCab(Brush brush) {
    double near = -(WIDTH - 0.05) / 2;
    double front = length / 2;
    cab.fill(brush, cabPaint);
    cab.panel(brush, 2, 0.10, 0.06, 0.95, 0.94, 0x33424E);
    if (brush.scale() > 8) {
      int head = brush.light().lampsOn() ? 0xFFF6D8 : 0xDDE0DC;
      cab.panel(brush, 4, 0.10, 0.18, 0.55, 0.82, 0x222427);
      cab.lamp(brush, 4, 0.62, 0.04, 0.82, 0.20, head);
      cab.lamp(brush, 4, 0.62, 0.80, 0.82, 0.96, head);
    }
    brush
        .to(cabRear + 0.35, near + 0.03, 1.62)
        .to(front - 0.16, near + 0.03, 1.62)
        .to(front - 0.42, near + 0.08, cabHeight - 0.22)
        .to(cabRear + 0.35, near + 0.08, cabHeight - 0.22)
        .detail(Glass.pane());
    if (brush.scale() > 14) {
      brush.side(near, cabRear + 0.28, 0.75, cabRear + 0.32, 2.2).detail(Tint.shade(cabPaint, 0.5));
      brush.side(near, front - 0.34, 1.55, front - 0.20, 2.1).detail(0x1E1F22);
    }
  }

  private void drawCargo(Brush brush) {
    double near = -WIDTH / 2;
    double rear = -length / 2;
    double end = cabRear - 0.22;
    double top = height;
    cargo.fill(brush, loadPaint);
    switch (load) {
      case BOX -> {
        brush.side(near, rear, 1.55, end, 1.85).detail(stripe);
        brush.side(near, rear + 0.9, 2.1, rear + 2.4, 2.75).detail(Tint.mix(stripe, loadPaint, .3));
        brush.side(near, rear, FLOOR, end, FLOOR + 0.10).detail(0x54585E);
      }
      case TARPAULIN -> folds(brush, 7, FLOOR + 0.25, top - 0.1);
      case TIPPER -> ribs(brush);
      case TANK -> {
        brush.side(near + 0.1, rear + 0.1, 1.72, end - 0.1, 1.92).detail(stripe);
        brush.side(near + 0.1, rear + 0.1, 2.05, end - 0.1, 2.14).detail(0xF2F3F4);
      }
    }
    if (load == Load.BOX || load == Load.TARPAULIN) {
      cargo.panel(brush, 0, 0.03, 0.04, 0.97, 0.49, Tint.shade(loadPaint, 0.84));
      cargo.panel(brush, 0, 0.03, 0.51, 0.97, 0.96, Tint.shade(loadPaint, 0.84));
      int tail = brush.light().lampsOn() ? 0xFF3B30 : 0xA3201C;
      cargo.lamp(brush, 0, 0.0, 0.05, 0.05, 0.2, tail);
      cargo.lamp(brush, 0, 0.0, 0.8, 0.05, 0.95, tail);
    }
  }

  private void folds(Brush brush, int count, double low, double high) {
    if (brush.scale() < 10) {
      return;
    }
    double rear = -length / 2;
    double step = (cabRear - 0.22 - rear) / count;
    for (int i = 0; i < count; i++) {
      double x = rear + (i + 0.35) * step;
      brush.side(-WIDTH / 2, x, low, x + 0.3 * step, high).detail(Tint.shade(loadPaint, 0.80));
    }
    brush.side(-WIDTH / 2, rear, FLOOR, cabRear - 0.22, FLOOR + 0.18).detail(0x4A4D52);
  }

  private void ribs(Brush brush) {
    double rear = -length / 2;
    double end = cabRear - 0.3;
    for (int i = 1; i < 5; i++) {
      double x = rear + 0.3 + i * (end - rear - 0.3) / 5;
      brush
          .to(x - 0.07, -WIDTH / 2 + 0.24, FLOOR + 0.05)
          .to(x + 0.07, -WIDTH / 2 + 0.24, FLOOR + 0.05)
          .to(x + 0.07, -WIDTH / 2, height > cabHeight ? 2.0 : 1.95)
          .to(x - 0.07, -WIDTH / 2, height > cabHeight ? 2.0 : 1.95)
          .detail(Tint.shade(loadPaint, 0.72));
    }
  }
}

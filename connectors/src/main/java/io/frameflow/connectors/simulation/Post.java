package io.frameflow.connectors.simulation;

/** Street furniture that hides what passes behind it: a lamp post, a sign, a bin. */
record Post(Kind kind, int paint) implements Figure {
  enum Kind {
    LAMP,
    SIGN,
    BIN
  }

  @Override
  public String label() {
    return "";
  }

  @Override
  public double length() {
    return kind == Kind.BIN ? 0.5 : 0.15;
  }

  @Override
  public double width() {
    return length();
  }

  @Override
  public double height() {
    return switch (kind) {
      case LAMP -> 6.2;
      case SIGN -> 2.5;
      case BIN -> 0.95;
    };
  }

  @Override
  public void draw(Brush brush) {
    int colour = Tint.shade(paint, brush.lit(0, -1, 0));
    switch (kind) {
      case LAMP -> {
        brush.limb(0, 0, 0.05, 0.10, 0, 0, 1.0, 0.085).fill(colour);
        brush.limb(0, 0, 1.0, 0.06, 0, 0, 6.0, 0.05).fill(colour);
        brush.limb(0, 0, 6.0, 0.05, 0.9, 0.6, 6.2, 0.04).fill(colour);
        brush
            .limb(0.8, 0.55, 6.15, 0.09, 1.2, 0.8, 6.18, 0.07)
            .fill(brush.light().lampsOn() ? 0xFFF0C0 : 0xB9BCBE);
      }
      case SIGN -> {
        brush.limb(0, 0, 0.04, 0.04, 0, 0, 2.2, 0.04).fill(0x8C9094);
        if ((paint & 1) == 0) {
          brush.disc(0, -0.05, 2.25, 0.27).fill(0xC02A2A);
          brush.disc(0, -0.06, 2.25, 0.19).detail(0xF1F1EE);
        } else {
          brush.side(-0.05, -0.28, 1.95, 0.28, 2.5).fill(0x2A5CA8);
          brush.side(-0.06, -0.10, 2.03, -0.01, 2.42).detail(0xF1F1EE);
        }
      }
      case BIN -> {
        Prism.box(0.45, -0.24, 0.02, 0.24, 0.95).fill(brush, paint);
        brush.side(-0.225, -0.15, 0.70, 0.15, 0.82).detail(0x15171A);
      }
    }
  }
}

package io.frameflow.connectors.simulation;

import java.util.Arrays;

/** The shade of a figure on the ground: the sun's long one and the dark patch under it. */
final class Shadow {
  private static final double NEAREST = 3.0; // metres; nothing is drawn closer to the camera

  private Shadow() {}

  static void draw(Brush brush, Figure figure) {
    Light light = brush.light();
    double halfLength = figure.length() / 2;
    double halfWidth = figure.width() / 2;
    if (light.sun() > 0.06) {
      cast(brush, figure, light, halfLength * 0.96, halfWidth);
    }
    double spread = Math.min(0.25, halfWidth * 0.4);
    brush
        .to(-halfLength - spread, -halfWidth - spread, 0)
        .to(halfLength + spread, -halfWidth - spread, 0)
        .to(halfLength, halfWidth, 0)
        .to(-halfLength, halfWidth, 0)
        .veil(0x101216, figure.length() > 1 ? 0.38 : 0.22);
  }

  private static void cast(
      Brush brush, Figure figure, Light light, double halfLength, double halfWidth) {
    double reachX = -figure.height() * light.toSunX() / light.toSunZ() * brush.pose().direction();
    double reachY = -figure.height() * light.toSunY() / light.toSunZ();
    double[][] corners = new double[8][];
    int n = 0;
    for (int i = 0; i < 4; i++) {
      double x = (i & 1) == 0 ? -halfLength : halfLength;
      double y = (i & 2) == 0 ? -halfWidth : halfWidth;
      double fallen = Math.max(NEAREST - brush.pose().y(), y + reachY);
      corners[n++] = new double[] {x, y};
      corners[n++] = new double[] {x + reachX, fallen};
    }
    for (double[] corner : hull(corners)) {
      brush.to(corner[0], corner[1], 0);
    }
    brush.veil(0x0C1018, 0.15 + 0.35 * light.sun());
  }

  /** Convex hull by Andrew's monotone chain. */
  static double[][] hull(double[][] points) {
    double[][] sorted = points.clone();
    Arrays.sort(
        sorted, (a, b) -> a[0] == b[0] ? Double.compare(a[1], b[1]) : Double.compare(a[0], b[0]));
    double[][] chain = new double[2 * sorted.length][];
    int size = 0;
    for (int pass = 0; pass < 2; pass++) {
      int base = size;
      for (int i = 0; i < sorted.length; i++) {
        double[] point = sorted[pass == 0 ? i : sorted.length - 1 - i];
        while (size - base >= 2 && turn(chain[size - 2], chain[size - 1], point) <= 0) {
          size--;
        }
        chain[size++] = point;
      }
      size--; // the last point starts the other half
    }
    return Arrays.copyOf(chain, size);
  }

  private static double turn(double[] a, double[] b, double[] c) {
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
  }
}

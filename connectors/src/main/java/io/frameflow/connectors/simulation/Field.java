package io.frameflow.connectors.simulation;

/** Smooth random fields over the plane: value noise on an integer lattice. */
final class Field {
  private final long seed;

  Field(long seed) {
    this.seed = Dice.scramble(seed + 77);
  }

  /** One octave, between -1 and 1, with features about one unit across. */
  double at(double x, double y) {
    double fx = Math.floor(x);
    double fy = Math.floor(y);
    long ix = (long) fx;
    long iy = (long) fy;
    double tx = ease(x - fx);
    double ty = ease(y - fy);
    double top = lattice(ix, iy) * (1 - tx) + lattice(ix + 1, iy) * tx;
    double bottom = lattice(ix, iy + 1) * (1 - tx) + lattice(ix + 1, iy + 1) * tx;
    return top * (1 - ty) + bottom * ty;
  }

  /** Several octaves, each half as large and half as strong, about -1 to 1. */
  double cloudy(double x, double y, int octaves) {
    double sum = 0;
    double weight = 0.5;
    double scale = 1;
    for (int i = 0; i < octaves; i++) {
      sum += weight * at(x * scale + 17 * i, y * scale - 9 * i);
      weight /= 2;
      scale *= 2;
    }
    return sum;
  }

  private double lattice(long x, long y) {
    long bits = Dice.scramble(seed ^ (x * 0x9E3779B97F4A7C15L + y * 0xD1B54A32D192ED03L));
    return (bits >> 11) * 0x1.0p-52;
  }

  private static double ease(double t) {
    return t * t * (3 - 2 * t);
  }
}

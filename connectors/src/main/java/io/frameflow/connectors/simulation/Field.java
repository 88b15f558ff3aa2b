package io.frameflow.connectors.simulation;

/** Smooth random fields over the plane: value noise on an integer lattice of period 256. */
final class Field {
  private static final int PERIOD = 256;

  private final float[] lattice = new float[PERIOD * PERIOD];

  Field(long seed) {
    Dice dice = Dice.of(seed, 77);
    for (int i = 0; i < lattice.length; i++) {
      lattice[i] = (float) dice.between(-1, 1);
    }
  }

  /** One octave, between -1 and 1, with features about one unit across. */
  double at(double x, double y) {
    int ix = (int) Math.floor(x);
    int iy = (int) Math.floor(y);
    double tx = ease(x - ix);
    double ty = ease(y - iy);
    double top = corner(ix, iy) * (1 - tx) + corner(ix + 1, iy) * tx;
    double bottom = corner(ix, iy + 1) * (1 - tx) + corner(ix + 1, iy + 1) * tx;
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

  private float corner(int x, int y) {
    return lattice[(y & (PERIOD - 1)) * PERIOD + (x & (PERIOD - 1))];
  }

  private static double ease(double t) {
    return t * t * (3 - 2 * t);
  }
}

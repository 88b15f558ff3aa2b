package io.frameflow.connectors.simulation;

/**
 * The light at one moment: where the sun stands, how much of it the clouds let through, how far
 * dusk has come.
 *
 * @param toSunX direction to the sun (unit vector, world axes)
 * @param sun strength of the direct light, 0 (overcast or dusk) to 1
 * @param dusk 0 by day, 1 when the street lamps are on
 */
record Light(double toSunX, double toSunY, double toSunZ, double sun, double dusk) {
  /** Seconds from noon to noon; a day is short so that a demo shows its hours. */
  static final double DAY_SECONDS = 600;

  private static final double LAMPS_ON = 0.45;

  /** The light of one camera's sky {@code seconds} after its first frame. */
  static Light at(long seed, double seconds) {
    Dice dice = Dice.of(seed, 101);
    double day = dice.unit() + seconds / DAY_SECONDS;
    double height = 0.5 + 0.5 * Math.cos(2 * Math.PI * day);
    double dusk = smooth((0.30 - height) / 0.30);
    double azimuth = dice.between(-1.2, 1.2) + 0.9 * Math.sin(2 * Math.PI * day);
    double elevation = Math.toRadians(24 + 38 * height);
    double drift = dice.between(40, 90);
    double cover =
        smooth(
            dice.between(0.1, 0.9)
                + 0.45 * Math.sin(seconds / drift + dice.unit() * 6.3)
                + 0.15 * Math.sin(seconds / drift * 3.7));
    double behind = dice.chance(0.75) ? -1 : 1;
    return new Light(
        Math.cos(elevation) * Math.sin(azimuth),
        behind * Math.cos(elevation) * Math.cos(azimuth),
        Math.sin(elevation),
        (1 - dusk) * (1 - 0.85 * cover),
        dusk);
  }

  /** Plain light without shadows, the same from everywhere. */
  static Light flat() {
    return new Light(0, 0, 1, 0, 0);
  }

  boolean lampsOn() {
    return dusk > LAMPS_ON;
  }

  /** How bright a face with this outward normal is, about 0.5 to 1.15. */
  double on(double normalX, double normalY, double normalZ) {
    double direct = normalX * toSunX + normalY * toSunY + normalZ * toSunZ;
    return 0.72 + 0.12 * normalZ + (0.12 + 0.28 * sun) * Math.max(-0.35, direct);
  }

  /**
   * What the sensor makes of each level of each channel: three tables of 256, red first. Dusk bends
   * the curve instead of scaling it, so that lamps stay bright.
   */
  int[][] curves(double exposure) {
    double gamma = 1.06 - 0.10 * sun + 0.50 * dusk;
    double gain = exposure * (0.90 + 0.13 * sun);
    double golden = 4 * dusk * (1 - dusk);
    double[] tint = {
      1 + 0.03 * sun + 0.08 * golden - 0.06 * dusk,
      1 - 0.04 * dusk,
      1 - 0.03 * sun - 0.05 * golden + 0.10 * dusk
    };
    int[][] tables = new int[3][256];
    for (int channel = 0; channel < 3; channel++) {
      for (int level = 0; level < 256; level++) {
        double value = 255 * gain * tint[channel] * Math.pow(level / 255.0, gamma);
        tables[channel][level] = (int) Math.min(255, value + 0.5);
      }
    }
    return tables;
  }

  private static double smooth(double value) {
    double v = Math.max(0, Math.min(1, value));
    return v * v * (3 - 2 * v);
  }
}

package io.frameflow.connectors.simulation;

/** Arithmetic on colours packed as 0xRRGGBB. */
final class Tint {
  private Tint() {}

  /** The colour under {@code factor} times the light; 1 leaves it as it is. */
  static int shade(int rgb, double factor) {
    return pack(((rgb >> 16) & 255) * factor, ((rgb >> 8) & 255) * factor, (rgb & 255) * factor);
  }

  /** {@code share} 0 gives the first colour, 1 the second. */
  static int mix(int first, int second, double share) {
    double rest = 1 - share;
    return pack(
        ((first >> 16) & 255) * rest + ((second >> 16) & 255) * share,
        ((first >> 8) & 255) * rest + ((second >> 8) & 255) * share,
        (first & 255) * rest + (second & 255) * share);
  }

  /** The same amount of light added to every channel. */
  static int lift(int rgb, double amount) {
    return pack(((rgb >> 16) & 255) + amount, ((rgb >> 8) & 255) + amount, (rgb & 255) + amount);
  }

  private static int pack(double red, double green, double blue) {
    return clamp(red) << 16 | clamp(green) << 8 | clamp(blue);
  }

  private static int clamp(double value) {
    return (int) Math.max(0, Math.min(255, value + 0.5));
  }
}

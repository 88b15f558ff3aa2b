package io.frameflow.connectors.simulation;

/** The camera's chip and lens: tone curve, slight blur, noise. */
final class Sensor {
  private static final int TABLE = 1 << 16;
  private static final int UNIT = 16; // table value of one standard deviation
  private static final byte[] NOISE = new byte[TABLE];

  static {
    Dice dice = Dice.of(20150430L);
    for (int i = 0; i < NOISE.length; i++) {
      NOISE[i] = (byte) Math.max(-127, Math.min(127, Math.round(dice.normal() * UNIT)));
    }
  }

  private final long seed;
  private final double exposure;
  private final double noise; // grey levels by day
  private final boolean soft;
  private final int[] spare;

  Sensor(long seed, int pixels) {
    this.seed = Dice.scramble(seed + 11);
    Dice dice = Dice.of(seed, 8);
    exposure = dice.between(0.90, 1.08);
    noise = dice.between(1.2, 3.2);
    soft = dice.chance(0.6);
    spare = new int[pixels];
  }

  /** Turns what is in front of the camera into what the camera delivers, in place. */
  void develop(int[] pixels, int width, long moment, Light light) {
    if (soft) {
      blur(pixels, width);
    }
    int[][] curves = light.curves(exposure);
    int[] reds = curves[0];
    int[] greens = curves[1];
    int[] blues = curves[2];
    int strength = (int) Math.round(256 * noise * (1 + 0.9 * light.dusk()) / UNIT);
    int height = pixels.length / width;
    long picture = Dice.scramble(seed ^ moment);
    for (int v = 0; v < height; v++) {
      int at = (int) (Dice.scramble(picture + v) & (TABLE - 1));
      int start = v * width;
      for (int u = 0; u < width; u++) {
        int rgb = pixels[start + u];
        int jitter = (NOISE[(at + u) & (TABLE - 1)] * strength) >> 8;
        int red = Math.max(0, Math.min(255, reds[(rgb >> 16) & 255] + jitter));
        int green = Math.max(0, Math.min(255, greens[(rgb >> 8) & 255] + jitter));
        int blue = Math.max(0, Math.min(255, blues[rgb & 255] + jitter));
        pixels[start + u] = (red << 16) | (green << 8) | blue;
      }
    }
  }

  /** The mean of each pixel with its neighbours, weights 1 2 1 across and down. */
  private void blur(int[] pixels, int width) {
    int n = pixels.length;
    spare[0] = pixels[0];
    spare[n - 1] = pixels[n - 1];
    for (int i = 1; i < n - 1; i++) {
      spare[i] = mean(pixels[i - 1], pixels[i], pixels[i + 1]);
    }
    System.arraycopy(spare, 0, pixels, 0, width);
    System.arraycopy(spare, n - width, pixels, n - width, width);
    for (int i = width; i < n - width; i++) {
      pixels[i] = mean(spare[i - width], spare[i], spare[i + width]);
    }
  }

  /** All three channels at once; the lost low bits darken by at most two levels. */
  private static int mean(int a, int b, int c) {
    return ((a >>> 2) & 0x3F3F3F) + ((b >>> 1) & 0x7F7F7F) + ((c >>> 2) & 0x3F3F3F);
  }
}

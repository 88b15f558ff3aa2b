package io.frameflow.connectors.simulation;

/** The sky and what stands far away on the horizon, by pixel. */
final class Sky {
  private final Viewpoint view;
  private final Field field;
  private final int zenith;
  private final int low;
  private final double cover;
  private final double skyline;
  private final int hills;
  private final boolean town;

  Sky(StreetPlan plan) {
    view = plan.view();
    field = new Field(plan.seed() + 5);
    Dice dice = Dice.of(plan.seed(), 4);
    zenith = dice.pick(0x7FAAD6, 0x8FB2D2, 0x9DB4C8, 0x86A4CC);
    low = dice.pick(0xD9E3EA, 0xE4E4DF, 0xCFDCE8, 0xE9DFD2);
    cover = dice.between(-0.25, 0.35);
    skyline = dice.between(0.03, 0.09) * plan.view().height();
    hills = dice.pick(0x7E8F86, 0x8D95A0, 0x6F8668, 0x97A0A6);
    town = dice.chance(0.5);
  }

  /** Colour at a pixel above the horizon. */
  int at(double u, double v, boolean night) {
    double across = u / view.height();
    double rise = skyline * (0.7 + 0.5 * field.cloudy(across * 3, 0.5, 3));
    if (town) {
      double block = Math.floor(across * 22);
      rise += skyline * 0.6 * field.at(block * 1.7 + 0.37, 3.3);
    }
    double above = view.horizon() - v;
    if (above < rise) {
      int far = Tint.mix(hills, low, 0.25 + 0.35 * above / Math.max(1, rise));
      return night ? Tint.shade(far, 0.55) : Tint.lift(far, 5 * field.at(u * 0.3, v * 0.3));
    }
    double height = Math.min(1, above / (0.42 * view.height()));
    double wisps = field.cloudy(across * 2.2, v / view.height() * 6, 5) * 1.6 + cover;
    double cloud = Math.max(0, Math.min(0.9, wisps));
    if (night) {
      int dusk = Tint.mix(0xE2B08A, 0x5C6F9C, Math.sqrt(height));
      return Tint.mix(dusk, 0x9A94A2, cloud * 0.7);
    }
    return Tint.mix(Tint.mix(low, zenith, height), 0xF4F5F6, cloud);
  }
}

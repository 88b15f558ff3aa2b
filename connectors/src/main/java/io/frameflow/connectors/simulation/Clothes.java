package io.frameflow.connectors.simulation;

/** What a person looks like; colours are packed RGB. */
record Clothes(int jacket, int trousers, int skin, int hair, int bag, boolean hat) {

  static Clothes of(Dice dice) {
    int jacket =
        dice.pick(
            0xB5382F, 0x2F5D9B, 0x3A7D44, 0xE0C04A, 0xE8E4DA, 0x2B2D33, 0x8A4F9E, 0xD67B35,
            0x6C7A86, 0x2F8C8C, 0xC26A88);
    int trousers = dice.pick(0x27303F, 0x3F4E6B, 0x2A2A2B, 0x6B5B47, 0x8B8678, 0x4B3A32);
    int skin = dice.pick(0xE8BE9E, 0xD6A17A, 0xB07B53, 0x7D5236, 0x5A3A28);
    int hair = dice.pick(0x2A1D16, 0x52361F, 0x8C6A3B, 0xC9B28A, 0x8F8F8F, 0x141416);
    return new Clothes(
        Tint.lift(jacket, dice.between(-12, 12)),
        Tint.lift(trousers, dice.between(-8, 12)),
        skin,
        hair,
        dice.pick(0x3B2A20, 0x7A2B2B, 0x2E3D55, 0x1E1E20, 0x9A7B3C),
        dice.chance(0.25));
  }

  /** Head, hair and perhaps a hat around the given place. */
  void head(Brush brush, double x, double z, double radius) {
    double light = brush.lit(0, -1, 0.2);
    brush.ball(x, 0, z, radius).fill(Tint.shade(skin, light));
    brush
        .limb(
            x - 0.45 * radius,
            0,
            z + 0.25 * radius,
            0.72 * radius,
            x + 0.15 * radius,
            0,
            z + 0.50 * radius,
            0.58 * radius)
        .fill(Tint.shade(hat ? jacket : hair, light));
  }
}

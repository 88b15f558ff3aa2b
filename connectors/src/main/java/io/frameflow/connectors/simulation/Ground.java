package io.frameflow.connectors.simulation;

/** What the ground looks like at every place: pavements, road, markings, what lies beyond. */
final class Ground {
  private static final double DASH = 4.5; // metres from one dash of a lane marking to the next

  private final StreetPlan plan;
  private final Field field;
  private final int asphalt;
  private final int slabs;
  private final int cycleTint;
  private final int beyond;
  private final int near;
  private final double slab;

  Ground(StreetPlan plan) {
    this.plan = plan;
    field = new Field(plan.seed());
    Dice dice = Dice.of(plan.seed(), 3);
    asphalt = dice.pick(0x5B5D61, 0x66676A, 0x6E6C69, 0x53575C, 0x77777A);
    slabs = dice.pick(0xA7A29A, 0x9C9EA0, 0xB0A690, 0xA08F82, 0x8F9396);
    cycleTint = dice.pick(0x8C4A42, 0x4F7A5B, 0x5D6F86, asphalt);
    beyond = dice.pick(0x6F8A4F, 0x7F8F5C, 0x8F8A7C, 0x64804A);
    near = dice.pick(slabs, 0x718950, 0x7B8C5A);
    slab = dice.between(0.6, 1.1);
  }

  /** Colour of the ground at a place, before the light of the day. */
  int at(double x, double y) {
    int base;
    double grain = 9 * field.at(x * 9, y * 9) + 8 * field.cloudy(x * 0.7, y * 0.7, 3);
    double walkEdge = StreetPlan.WALK_HALF;
    if (y < plan.nearWalk() - walkEdge - 0.6) {
      base = Tint.lift(near, 10 * field.at(x * 5, y * 5));
    } else if (y < plan.roadNear() - 0.14) {
      base = slabAt(x, y);
    } else if (y < plan.roadNear()) {
      base = 0xB9B6AF;
    } else if (y < plan.roadFar()) {
      base = road(x, y);
    } else if (y < plan.roadFar() + 0.14) {
      base = 0xB9B6AF;
    } else if (y < plan.farWalk() + walkEdge) {
      base = slabAt(x, y);
    } else {
      base = Tint.lift(beyond, 14 * field.at(x * 3, y * 3));
    }
    return Tint.lift(base, grain);
  }

  private int slabAt(double x, double y) {
    double row = Math.floor(y / slab);
    double shift = (row % 2) * slab * 0.5;
    double inX = (x + shift) / slab - Math.floor((x + shift) / slab);
    double inY = y / slab - row;
    if (inX < 0.05 || inY < 0.05) {
      return Tint.shade(slabs, 0.80);
    }
    long tile = Dice.scramble((long) Math.floor((x + shift) / slab) * 7919 + (long) row);
    return Tint.lift(slabs, ((tile & 15) - 7.5) * 0.9);
  }

  private int road(double x, double y) {
    int base = asphalt;
    double fromNear = y - plan.roadNear();
    double fromFar = plan.roadFar() - y;
    boolean cycle = !Double.isNaN(plan.cycleLane());
    if (cycle && fromNear < StreetPlan.CYCLE_WIDTH) {
      base = cycleTint;
    }
    if (fromNear < 0.25 || fromFar < 0.25) {
      return Tint.shade(base, 0.86);
    }
    if (cycle && Math.abs(fromNear - StreetPlan.CYCLE_WIDTH) < 0.07) {
      return worn(0xDAD9D2, base, x, y);
    }
    for (int i = 0; i + 1 < plan.lanes().size(); i++) {
      double line = plan.lanes().get(i) + StreetPlan.LANE_WIDTH / 2;
      double phase = x / DASH - Math.floor(x / DASH);
      if (Math.abs(y - line) < 0.075 && phase < 0.5) {
        return worn(0xE2E0D8, base, x, y);
      }
    }
    for (double lane : plan.lanes()) {
      double track = Math.abs(Math.abs(y - lane) - 0.78);
      if (track < 0.4) {
        base = Tint.shade(base, 0.90 + 0.25 * track);
      }
      if (Math.abs(y - lane) < 0.3 && field.cloudy(x * 0.9, y * 2, 2) > 0.28) {
        base = Tint.shade(base, 0.86); // oil
      }
    }
    double patch = field.at(x * 0.16 + 40, y * 0.3);
    if (patch > 0.55) {
      base = Tint.shade(base, 0.88);
    }
    double crack = Math.abs(field.cloudy(x * 0.45, y * 0.45 + 9, 3));
    return crack < 0.006 ? Tint.shade(base, 0.75) : base;
  }

  private int worn(int paint, int under, double x, double y) {
    double wear = 0.25 + 0.35 * field.cloudy(x * 4, y * 4, 2);
    return Tint.mix(paint, under, Math.max(0, Math.min(0.8, wear)));
  }
}

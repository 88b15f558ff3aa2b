package io.frameflow.connectors.simulation;

import java.util.List;

/**
 * Traffic in one line: places a fixed distance apart that move along together, each of them taken
 * or empty, so that nothing ever runs into anything. Endless both ways and a function of time.
 *
 * @param seed makes the figures of this belt
 * @param y centre of the line across the street, metres
 * @param direction +1 to larger x, -1 to smaller
 * @param speed metres a second on average; slows down and speeds up a little
 * @param spacing metres from place to place
 * @param jitter how far a figure may stand ahead of or behind its place, metres
 * @param taken share of the places that are taken
 * @param left x at which figures come into being or vanish, metres
 * @param right as left, larger
 * @param maker makes the figure of a place
 */
record Belt(
    long seed,
    double y,
    int direction,
    double speed,
    double spacing,
    double jitter,
    double taken,
    double left,
    double right,
    Maker maker) {

  /** Makes a figure from its own dice. */
  interface Maker {
    Figure make(Dice dice);
  }

  /** Adds the figures that are on the street at this moment. */
  void collect(double seconds, List<Standing> into) {
    Dice own = Dice.of(seed);
    double rhythm = own.between(0.15, 0.3);
    double sway = 0.35 * speed / rhythm;
    double travelled =
        own.between(0, 1000) + speed * seconds + sway * Math.sin(rhythm * seconds + own.unit() * 6);
    // Along the direction of travel, place j is at travelled - j * spacing.
    double start = direction > 0 ? left : -right;
    double end = direction > 0 ? right : -left;
    long first = (long) Math.ceil((travelled - end - jitter) / spacing);
    long last = (long) Math.floor((travelled - start + jitter) / spacing);
    for (long j = first; j <= last; j++) {
      Dice dice = Dice.of(seed, j);
      if (!dice.chance(taken)) {
        continue;
      }
      double along = travelled - j * spacing + dice.between(-jitter, jitter);
      if (along < start || along > end) {
        continue;
      }
      Figure figure = maker.make(dice);
      into.add(
          new Standing(
              Dice.scramble(seed ^ Dice.scramble(j)),
              figure,
              new Pose(direction * along, y, direction, travelled)));
    }
  }
}

package io.frameflow.connectors.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * The lie of one street and of the camera that watches it; everything follows from the seed.
 *
 * @param nearWalk centre of the pavement on the camera's side (y, metres)
 * @param roadNear kerb on the camera's side
 * @param lanes centre of each traffic lane, nearest first
 * @param cycleLane centre of the marked cycle lane, or NaN where cyclists share the road
 * @param roadFar kerb on the far side
 * @param farWalk centre of the far pavement
 * @param facade where the houses stand
 */
record StreetPlan(
    long seed,
    Viewpoint view,
    double nearWalk,
    double roadNear,
    List<Double> lanes,
    double cycleLane,
    double roadFar,
    double farWalk,
    double facade) {
  static final double LANE_WIDTH = 3.0;
  static final double CYCLE_WIDTH = 1.7;
  static final double WALK_HALF = 1.15;

  static StreetPlan of(long seed, int width, int height) {
    Dice dice = Dice.of(seed, 1);
    double nearWalk = dice.between(8.0, 9.2);
    double roadNear = nearWalk + WALK_HALF;
    boolean marked = dice.chance(0.5);
    double cycle = marked ? roadNear + CYCLE_WIDTH / 2 : Double.NaN;
    double start = roadNear + (marked ? CYCLE_WIDTH : 0.9);
    int laneCount = dice.chance(0.3) ? 3 : 2;
    List<Double> lanes = new ArrayList<>();
    for (int i = 0; i < laneCount; i++) {
      lanes.add(start + (i + 0.5) * LANE_WIDTH);
    }
    double roadFar = start + laneCount * LANE_WIDTH + 0.3;
    double farWalk = roadFar + WALK_HALF;
    double facade = farWalk + WALK_HALF + dice.between(0.3, 2.5);

    // Sizes go with the picture's height, or with its width where that is the tighter one.
    double unit = Math.min(height, width * 0.75);
    double focal = unit * dice.between(1.06, 1.24);
    double horizon = height * dice.between(0.22, 0.34);
    double feet = height * dice.between(0.86, 0.95);
    double mast = (feet - horizon) * nearWalk / focal;
    double yaw = Math.toRadians(dice.between(6, 40)) * (dice.chance(0.5) ? 1 : -1);
    return new StreetPlan(
        seed,
        new Viewpoint(width, height, focal, horizon, mast, yaw),
        nearWalk,
        roadNear,
        List.copyOf(lanes),
        cycle,
        roadFar,
        farWalk,
        facade);
  }
}

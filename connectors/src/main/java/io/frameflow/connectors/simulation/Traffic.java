package io.frameflow.connectors.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Everything that stands or moves on one street. */
final class Traffic {
  /** Farther than this a figure is but a few pixels high; it comes and goes there. */
  private static final double VEHICLES_TO_DEPTH = 48;

  private static final double CYCLISTS_TO_DEPTH = 34;
  private static final double WALKERS_TO_DEPTH = 28;

  private final List<Belt> belts = new ArrayList<>();
  private final List<Standing> posts = new ArrayList<>();
  private final Viewpoint view;

  Traffic(StreetPlan plan) {
    view = plan.view();
    Dice dice = Dice.of(plan.seed(), 2);
    boolean keepLeft = dice.chance(0.5);
    List<Double> lanes = plan.lanes();
    for (int i = 0; i < lanes.size(); i++) {
      boolean nearHalf = i < (lanes.size() + 1) / 2;
      int direction = nearHalf == keepLeft ? 1 : -1;
      belts.add(vehicles(plan, dice, 20 + i, lanes.get(i), direction));
    }
    double cycleY = Double.isNaN(plan.cycleLane()) ? plan.roadNear() + 0.45 : plan.cycleLane();
    belts.add(cyclists(plan, dice, 30, cycleY, keepLeft ? 1 : -1));
    if (dice.chance(0.6)) {
      belts.add(cyclists(plan, dice, 31, plan.roadFar() - 0.15, keepLeft ? -1 : 1));
    }
    double[] offsets = {-0.75, 0.05, 0.8};
    for (int i = 0; i < offsets.length; i++) {
      int direction = dice.chance(0.5) ? 1 : -1;
      belts.add(walkers(plan, dice, 40 + i, plan.farWalk() + offsets[i], direction));
      if (i < 2) {
        belts.add(walkers(plan, dice, 50 + i, plan.nearWalk() + offsets[i], -direction));
      }
    }
    furnish(plan, dice);
  }

  /** What is on the street at this moment, farthest first: the order to draw in. */
  List<Standing> at(double seconds) {
    List<Standing> all = new ArrayList<>(posts);
    for (Belt belt : belts) {
      belt.collect(seconds, all);
    }
    // Each line of traffic keeps its own y; within a line the camera, at x = 0, sees the smaller
    // |x| in front.
    all.sort(
        Comparator.comparingDouble((Standing s) -> -s.pose().y())
            .thenComparingDouble(s -> -Math.abs(s.pose().x())));
    return all;
  }

  private Belt vehicles(StreetPlan plan, Dice dice, int key, double y, int direction) {
    Belt.Maker maker =
        figure -> {
          double kind = figure.unit();
          return kind < 0.50 ? new Car(figure) : kind < 0.76 ? new Lorry(figure) : new Bus(figure);
        };
    double perLane = plan.lanes().size() > 2 ? 0.95 : 1.15;
    return belt(
        plan,
        key,
        y,
        direction,
        dice.between(4.5, 8.5),
        13.5,
        1.4,
        perLane,
        6.0,
        maker,
        VEHICLES_TO_DEPTH);
  }

  private Belt cyclists(StreetPlan plan, Dice dice, int key, double y, int direction) {
    return belt(
        plan,
        key,
        y,
        direction,
        dice.between(2.8, 4.8),
        6.5,
        2.0,
        0.85,
        1.2,
        Cyclist::new,
        CYCLISTS_TO_DEPTH);
  }

  private Belt walkers(StreetPlan plan, Dice dice, int key, double y, int direction) {
    return belt(
        plan,
        key,
        y,
        direction,
        dice.between(0.9, 1.6),
        4.0,
        1.4,
        0.5,
        0.6,
        Walker::new,
        WALKERS_TO_DEPTH);
  }

  /**
   * A belt with {@code expected} figures in sight on average.
   *
   * @param reach half the length of the longest figure
   * @param depthLimit depth at which figures come and go, metres
   */
  private Belt belt(
      StreetPlan plan,
      int key,
      double y,
      int direction,
      double speed,
      double spacing,
      double jitter,
      double expected,
      double reach,
      Belt.Maker maker,
      double depthLimit) {
    double left = limited(view.edge(y, false), y, depthLimit);
    double right = limited(view.edge(y, true), y, depthLimit);
    double taken = Math.min(0.8, expected * spacing / (right - left));
    return new Belt(
        Dice.scramble(plan.seed() * 1000 + key),
        y,
        direction,
        speed,
        spacing,
        jitter,
        taken,
        left - reach,
        right + reach,
        maker);
  }

  /** The x nearest to the given one that is not deeper than the limit. */
  private double limited(double x, double y, double depthLimit) {
    double sine = Math.sin(view.yaw());
    double beyond = view.depth(x, y) - depthLimit;
    return beyond > 0 ? x - beyond / sine : x;
  }

  private void furnish(StreetPlan plan, Dice dice) {
    int metal = dice.pick(0x3E4348, 0x5A6167, 0x2F3B36);
    double gap = dice.between(11, 16);
    lamps(plan.roadFar() + 0.45, gap, dice.between(0, gap), metal, 60);
    if (dice.chance(0.6)) {
      double x = view.edge(plan.roadNear(), false);
      double span = view.edge(plan.roadNear(), true) - x;
      int sign = dice.pick(0x2E5FA8, 0x2E5FA9);
      Post.Kind kind = dice.chance(0.5) ? Post.Kind.LAMP : Post.Kind.SIGN;
      post(
          kind,
          x + span * dice.between(0.15, 0.85),
          plan.roadNear() - 0.25,
          kind == Post.Kind.LAMP ? metal : sign,
          80);
    }
    for (int i = 0; i < 2; i++) {
      double y = plan.farWalk() - StreetPlan.WALK_HALF + 0.3;
      double x = view.edge(y, false) + (view.edge(y, true) - view.edge(y, false)) * dice.unit();
      int paint = dice.pick(0x2E5FA8, 0x4A3F2B, 0x2F6B46, 0x4A4F57);
      post(dice.chance(0.5) ? Post.Kind.SIGN : Post.Kind.BIN, x, y, paint, 90 + i);
    }
  }

  private void lamps(double y, double gap, double offset, int metal, int key) {
    double left = view.edge(y, false) - 3;
    double right = limited(view.edge(y, true), y, 60) + 3;
    double from = Math.max(left, -60);
    int i = 0;
    for (double x = Math.floor(from / gap) * gap + offset; x < right && i < 9; x += gap) {
      if (view.depth(x, y) < 60) {
        post(Post.Kind.LAMP, x, y, metal, key + i++);
      }
    }
  }

  private void post(Post.Kind kind, double x, double y, int paint, int key) {
    posts.add(new Standing(key, new Post(kind, paint), new Pose(x, y, 1, 0)));
  }
}

package io.frameflow.connectors.simulation;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The still part of one camera's picture, painted once by day and once with the lamps on. */
final class Backdrop {
  private static final int STEPS = 24; // from day to night
  private static final double DEEPEST = 95; // metres

  private final StreetPlan plan;
  private final int[] day;
  private final int[] night;
  private final int[] blended;
  private int blendedStep = -1;

  Backdrop(StreetPlan plan) {
    this.plan = plan;
    int[] ground = ground();
    day = paint(ground, false);
    night = paint(ground, true);
    blended = new int[day.length];
  }

  /** Copies the backdrop as it is under this light into the pixels of a picture. */
  void copyTo(int[] pixels, Light light) {
    int step = (int) Math.round(light.dusk() * STEPS);
    if (step == 0) {
      System.arraycopy(day, 0, pixels, 0, day.length);
      return;
    }
    if (step != blendedStep) {
      for (int i = 0; i < day.length; i++) {
        blended[i] = Tint.mix(day[i], night[i], (double) step / STEPS);
      }
      blendedStep = step;
    }
    System.arraycopy(blended, 0, pixels, 0, blended.length);
  }

  private int[] ground() {
    Viewpoint view = plan.view();
    Ground ground = new Ground(plan);
    double sin = Math.sin(view.yaw());
    double cos = Math.cos(view.yaw());
    int[] pixels = new int[view.width() * view.height()];
    for (int v = 0; v < view.height(); v++) {
      for (int u = 0; u < view.width(); u++) {
        int red = 0;
        int green = 0;
        int blue = 0;
        int samples = 0;
        for (int sub = 0; sub < 2; sub++) {
          double below = v + 0.25 + 0.5 * sub - view.horizon();
          if (below < 0.5) {
            continue;
          }
          double depth = view.focal() * view.mast() / below;
          double right = (u + 0.25 + 0.5 * sub - view.width() / 2.0) * depth / view.focal();
          int rgb = ground.at(right * cos + depth * sin, depth * cos - right * sin);
          rgb = Tint.mix(rgb, 0xC4CDD4, Math.min(0.7, Math.max(0, depth - 15) / 160));
          red += (rgb >> 16) & 255;
          green += (rgb >> 8) & 255;
          blue += rgb & 255;
          samples++;
        }
        if (samples > 0) {
          pixels[v * view.width() + u] =
              ((red / samples) << 16) | ((green / samples) << 8) | (blue / samples);
        }
      }
    }
    return pixels;
  }

  private int[] paint(int[] ground, boolean dark) {
    Viewpoint view = plan.view();
    BufferedImage image =
        new BufferedImage(view.width(), view.height(), BufferedImage.TYPE_INT_RGB);
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    System.arraycopy(ground, 0, pixels, 0, pixels.length);
    Sky sky = new Sky(plan);
    for (int v = 0; v < Math.min(view.height(), view.horizon() + 1); v++) {
      for (int u = 0; u < view.width(); u++) {
        pixels[v * view.width() + u] = sky.at(u + 0.5, v + 0.5, dark);
      }
    }
    Light light = new Light(-0.45, -0.6, 0.66, 0.6, dark ? 1 : 0);
    Brush brush = new Brush(view, image);
    brush.turnTo(Pose.world(), light, new Silhouette());
    houses().forEach(house -> house.draw(brush, dark, light));
    for (Tree tree : trees()) {
      Brush leaves = new Brush(view, image);
      leaves.turnTo(new Pose(tree.x(), tree.y(), 1, 0), light, new Silhouette());
      tree.draw(leaves, light);
    }
    grain(pixels);
    return pixels;
  }

  private List<House> houses() {
    Dice dice = Dice.of(plan.seed(), 6);
    double style = dice.unit(); // terrace, detached, or a park with a house here and there
    double gapChance = style < 0.45 ? 0.12 : style < 0.8 ? 0.6 : 0.9;
    double gapWidth = style < 0.8 ? 5 : 14;
    double y = plan.facade();
    double x = limit(plan.view().edge(y, false, 8)) - dice.between(0, 6);
    double end = limit(plan.view().edge(y, true, 8));
    List<House> row = new ArrayList<>();
    while (x < end) {
      double wide = dice.between(5.5, 11);
      row.add(House.of(Dice.scramble(plan.seed() * 100 + row.size()), x, x + wide, y));
      x += wide + (dice.chance(gapChance) ? dice.between(0.4, 1) * gapWidth : 0);
    }
    row.sort(Comparator.comparingDouble(h -> -Math.abs(h.x1() + h.x2())));
    return row;
  }

  private List<Tree> trees() {
    Dice dice = Dice.of(plan.seed(), 7);
    double y = plan.farWalk() + StreetPlan.WALK_HALF + 0.1;
    double x = limit(plan.view().edge(y, false, 4));
    double end = limit(plan.view().edge(y, true, 4));
    double spacing = dice.between(6, 16);
    List<Tree> row = new ArrayList<>();
    for (x += dice.between(0, spacing); x < end; x += spacing * dice.between(0.7, 1.5)) {
      row.add(Tree.of(Dice.scramble(plan.seed() * 100 + 50 + row.size()), x, y));
    }
    row.sort(Comparator.comparingDouble(t -> -Math.abs(t.x())));
    return row;
  }

  /** The x of the row at which it gets too deep, or x itself. */
  private double limit(double x) {
    double far = DEEPEST / Math.max(0.2, Math.sin(Math.abs(plan.view().yaw())));
    return Math.max(-far, Math.min(far, x));
  }

  /** A little roughness everywhere, so that no wall is one flat colour. */
  private void grain(int[] pixels) {
    Field field = new Field(plan.seed() + 9);
    int width = plan.view().width();
    for (int i = 0; i < pixels.length; i++) {
      int u = i % width;
      int v = i / width;
      double rough = 3.5 * field.at(u * 0.9, v * 0.9) + 4 * field.at(u * 0.05, v * 0.09);
      pixels[i] = Tint.lift(pixels[i], rough);
    }
  }
}

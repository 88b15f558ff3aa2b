package io.frameflow.train.proposals;

import java.util.List;
import java.util.Random;

/** Finds the window shapes that stand for the objects of a size band: weighted k-means. */
final class ShapeClusters {

  private static final int ROUNDS = 40;

  private ShapeClusters() {}

  /**
   * Clusters the logarithms of width and height.
   *
   * @param sizes at least one
   * @param clusters wanted; fewer come back where there are fewer different sizes
   * @return {@code [2n]}: width and height relative to the square root of the image's area
   */
  static float[] of(List<ObjectSize> sizes, int clusters, Random random) {
    int different =
        (int) sizes.stream().map(s -> List.of(s.logWidth(), s.logHeight())).distinct().count();
    double[][] centres = start(sizes, Math.min(clusters, different), random);
    for (int round = 0; round < ROUNDS; round++) {
      centres = means(sizes, centres);
    }
    float[] shapes = new float[2 * centres.length];
    for (int c = 0; c < centres.length; c++) {
      shapes[2 * c] = (float) Math.exp(centres[c][0]);
      shapes[2 * c + 1] = (float) Math.exp(centres[c][1]);
    }
    return shapes;
  }

  /** k-means++: each next centre is drawn with a chance that grows with its distance. */
  private static double[][] start(List<ObjectSize> sizes, int clusters, Random random) {
    double[][] centres = new double[clusters][];
    double[] chance = new double[sizes.size()];
    for (int c = 0; c < clusters; c++) {
      double total = 0;
      for (int i = 0; i < chance.length; i++) {
        ObjectSize size = sizes.get(i);
        double distance = 1;
        for (int k = 0; k < c; k++) {
          distance =
              k == 0 ? distance(size, centres[0]) : Math.min(distance, distance(size, centres[k]));
        }
        chance[i] = size.weight() * distance;
        total += chance[i];
      }
      double drawn = random.nextDouble() * total;
      int chosen = 0;
      for (int i = 0; i < chance.length && drawn >= 0; i++) {
        if (chance[i] > 0) {
          chosen = i;
          drawn -= chance[i];
        }
      }
      centres[c] = new double[] {sizes.get(chosen).logWidth(), sizes.get(chosen).logHeight()};
    }
    return centres;
  }

  private static double[][] means(List<ObjectSize> sizes, double[][] centres) {
    double[][] sums = new double[centres.length][3];
    for (ObjectSize size : sizes) {
      int nearest = 0;
      for (int c = 1; c < centres.length; c++) {
        if (distance(size, centres[c]) < distance(size, centres[nearest])) {
          nearest = c;
        }
      }
      sums[nearest][0] += size.weight() * size.logWidth();
      sums[nearest][1] += size.weight() * size.logHeight();
      sums[nearest][2] += size.weight();
    }
    double[][] means = new double[centres.length][];
    for (int c = 0; c < centres.length; c++) {
      means[c] =
          sums[c][2] > 0
              ? new double[] {sums[c][0] / sums[c][2], sums[c][1] / sums[c][2]}
              : centres[c];
    }
    return means;
  }

  private static double distance(ObjectSize size, double[] centre) {
    double width = size.logWidth() - centre[0];
    double height = size.logHeight() - centre[1];
    return width * width + height * height;
  }
}

package io.frameflow.train.proposals;

import io.frameflow.detector.boxes.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Sizes that a data set does not show, below those that it shows.
 *
 * <p>Photos are often taken close up: a hundred of them show large objects, and the next one shows
 * two small ones in the distance. Windows that are learned from the hundred alone cannot find
 * these, however they are scored: no window is that small.
 *
 * @param least natural logarithm of the smallest side, relative to the square root of the image's
 *     area
 * @param shown logarithm of the side from which on the data set shows objects; not below {@code
 *     least}
 * @param sizes of the data set's objects as they would be farther away, between the two; empty
 *     where the data set leaves no gap
 */
record UnseenSizes(double least, double shown, List<ObjectSize> sizes) {

  /** The least side looked for: an object that covers a hundredth of the image. */
  private static final double LEAST_SIDE = .1;

  /** How many times farther away objects are thought, at most. */
  private static final int FARTHEST = 8;

  /** The part of the objects, by weight, that do not make their size a shown one. */
  private static final double STRAYS = .01;

  /** A data set that goes down to this many times the least side leaves no gap. */
  private static final double GAP = 1.25;

  /**
   * Finds them.
   *
   * @param all sizes of the data set's objects, at least one; their weights sum to 1
   * @return sizes with weights that sum to one over the square root of the number of objects, which
   *     is about how uncertain a part of so many is
   */
  static UnseenSizes below(List<ObjectSize> all) {
    double least = Math.log(LEAST_SIDE);
    double shown = shown(all);
    List<ObjectSize> farther = new ArrayList<>();
    for (ObjectSize size : all) {
      for (int times = 2; times <= FARTHEST; times++) {
        ObjectSize shrunk = size.farther(times);
        if (shrunk.logSide() >= least && shrunk.logSide() < shown) {
          farther.add(shrunk);
        }
      }
    }
    if (farther.isEmpty() || shown < least + Math.log(GAP)) {
      return new UnseenSizes(least, least, List.of());
    }
    double sum = farther.stream().mapToDouble(ObjectSize::weight).sum();
    double factor = 1 / Math.sqrt(all.size()) / sum;
    return new UnseenSizes(
        least, shown, farther.stream().map(size -> size.weighted(factor)).toList());
  }

  boolean isEmpty() {
    return sizes.isEmpty();
  }

  /**
   * Whether an object would have one of these sizes farther away.
   *
   * @param times how many times farther
   * @param unit square root of the area of the object's image
   */
  boolean has(Box object, int times, double unit) {
    double logSide = Math.log(Math.sqrt(object.area()) / (unit * times));
    return logSide >= least && logSide < shown;
  }

  /** How many times farther away at least one of an image's objects would have such a size. */
  List<Integer> distances(List<Box> objects, double unit) {
    return IntStream.rangeClosed(2, FARTHEST)
        .filter(times -> objects.stream().anyMatch(object -> has(object, times, unit)))
        .boxed()
        .toList();
  }

  private static double shown(List<ObjectSize> sizes) {
    List<ObjectSize> sorted = new ArrayList<>(sizes);
    sorted.sort(Comparator.comparingDouble(ObjectSize::logSide));
    double below = 0;
    for (ObjectSize size : sorted) {
      below += size.weight();
      if (below > STRAYS) {
        return size.logSide();
      }
    }
    return sorted.get(sorted.size() - 1).logSide();
  }
}

package io.frameflow.train.proposals;

import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.GroundTruth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Width and height of an annotated object relative to the square root of its image's area, as
 * natural logarithms: sizes differ by factors, and a factor is a distance here.
 *
 * @param logWidth logarithm of the relative width
 * @param logHeight logarithm of the relative height
 * @param weight of the object among all; the weights sum to 1
 */
record ObjectSize(double logWidth, double logHeight, double weight) {

  /** Logarithm of the square root of the relative area. */
  double logSide() {
    return (logWidth + logHeight) / 2;
  }

  /** The size that many times farther away, with as much less weight. */
  ObjectSize farther(int times) {
    double log = Math.log(times);
    return new ObjectSize(logWidth - log, logHeight - log, weight / times);
  }

  /** As it is, with another weight. */
  ObjectSize weighted(double factor) {
    return new ObjectSize(logWidth, logHeight, weight * factor);
  }

  /**
   * The sizes of all objects that are not marked difficult.
   *
   * <p>Half the weight is shared equally among objects and half among classes, so that a rare class
   * counts without drowning the common ones.
   */
  static List<ObjectSize> of(List<AnnotatedImage> images) {
    Map<Integer, Integer> perClass = new HashMap<>();
    int total = 0;
    for (AnnotatedImage image : images) {
      for (GroundTruth object : image.objects()) {
        if (isUsable(object)) {
          perClass.merge(object.classId(), 1, Integer::sum);
          total++;
        }
      }
    }
    List<ObjectSize> sizes = new ArrayList<>(total);
    for (AnnotatedImage image : images) {
      double unit = Math.sqrt((double) image.width() * image.height());
      for (GroundTruth object : image.objects()) {
        if (isUsable(object)) {
          double ofClass = perClass.size() * (double) perClass.get(object.classId());
          sizes.add(
              new ObjectSize(
                  Math.log(object.box().width() / unit),
                  Math.log(object.box().height() / unit),
                  .5 / total + .5 / ofClass));
        }
      }
    }
    return sizes;
  }

  static boolean isUsable(GroundTruth object) {
    return !object.difficult() && object.box().width() > 0 && object.box().height() > 0;
  }
}

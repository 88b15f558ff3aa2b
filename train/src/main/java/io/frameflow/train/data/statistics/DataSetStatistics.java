package io.frameflow.train.data.statistics;

import io.frameflow.detector.boxes.Box;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.DataSet;
import io.frameflow.train.data.GroundTruth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts and distributions of a data set, gathered image by image in memory of a fixed size.
 * Difficult objects are counted like the others.
 */
public final class DataSetStatistics {
  private static final int MOST_OBJECTS = 30;

  private final Map<String, Integer> objects = new LinkedHashMap<>();
  private final Map<String, Integer> imagesShowing = new LinkedHashMap<>();
  private final Histogram boxSides = powers(4, 1024);
  private final Histogram relativeSides =
      new Histogram(
          List.of("<2%", "2-5%", "5-10%", "10-20%", "20-30%", "30-50%", "50-75%", ">75%"),
          .02,
          .05,
          .1,
          .2,
          .3,
          .5,
          .75);
  private final Histogram cocoSizes =
      new Histogram(List.of("small (<32 px)", "medium", "large (>96 px)"), 32, 96);
  private final Histogram aspectRatios =
      new Histogram(
          List.of(
              "<1:5", "1:5-1:3", "1:3-1:2", "1:2-2:3", "2:3-3:2", "3:2-2:1", "2:1-3:1", "3:1-5:1",
              ">5:1"),
          1 / 5.,
          1 / 3.,
          1 / 2.,
          2 / 3.,
          3 / 2.,
          2,
          3,
          5);
  private final Histogram widths = powers(64, 4096);
  private final Histogram heights = powers(64, 4096);
  private final Histogram objectsPerImage = wholeNumbers(MOST_OBJECTS);

  private DataSetStatistics() {}

  /** Goes once over the annotations; no image is opened. */
  public static DataSetStatistics of(DataSet data) {
    DataSetStatistics statistics = new DataSetStatistics();
    for (String label : data.labels()) {
      statistics.objects.put(label, 0);
      statistics.imagesShowing.put(label, 0);
    }
    data.images().forEach(statistics::add);
    return statistics;
  }

  private void add(AnnotatedImage image) {
    widths.add(image.width());
    heights.add(image.height());
    objectsPerImage.add(image.objects().size());
    double imageSide = Math.sqrt((double) image.width() * image.height());
    for (GroundTruth object : image.objects()) {
      Box box = object.box();
      double side = Math.sqrt(box.area());
      objects.merge(object.label(), 1, Integer::sum);
      boxSides.add(side);
      relativeSides.add(side / imageSide);
      cocoSizes.add(side);
      aspectRatios.add(box.width() / box.height());
    }
    image.objects().stream()
        .map(GroundTruth::label)
        .distinct()
        .forEach(label -> imagesShowing.merge(label, 1, Integer::sum));
  }

  /** Objects of each class. */
  public Map<String, Integer> objects() {
    return Collections.unmodifiableMap(objects);
  }

  /** Images that show a class at least once. */
  public Map<String, Integer> imagesShowing() {
    return Collections.unmodifiableMap(imagesShowing);
  }

  /** Square root of the boxes' areas, pixels. */
  public Histogram boxSides() {
    return boxSides;
  }

  /** Square root of the boxes' areas as a part of that of their images. */
  public Histogram relativeSides() {
    return relativeSides;
  }

  /** The boxes by COCO's three sizes. */
  public Histogram cocoSizes() {
    return cocoSizes;
  }

  /** Width of the boxes over height. */
  public Histogram aspectRatios() {
    return aspectRatios;
  }

  /** Widths of the images, pixels. */
  public Histogram widths() {
    return widths;
  }

  /** Heights of the images, pixels. */
  public Histogram heights() {
    return heights;
  }

  /** Objects of an image. */
  public Histogram objectsPerImage() {
    return objectsPerImage;
  }

  /** Bins that grow by the square root of 2: two of them double a length. */
  private static Histogram powers(int first, int last) {
    List<String> names = new ArrayList<>();
    List<Double> edges = new ArrayList<>();
    long below = first;
    edges.add((double) first);
    names.add("<" + first);
    for (int i = 1; below < last; i++) {
      long above = Math.round(first * Math.pow(2, i / 2.));
      names.add(below + "-" + above);
      edges.add((double) above);
      below = above;
    }
    names.add(">" + below);
    return new Histogram(names, edges.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static Histogram wholeNumbers(int last) {
    List<String> names = new ArrayList<>();
    double[] edges = new double[last];
    for (int i = 0; i < last; i++) {
      names.add(Integer.toString(i));
      edges[i] = i + 1;
    }
    names.add(last + "+");
    return new Histogram(names, edges);
  }
}

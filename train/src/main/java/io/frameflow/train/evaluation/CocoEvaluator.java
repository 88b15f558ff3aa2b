package io.frameflow.train.evaluation;

import io.frameflow.train.data.AnnotatedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Average precision and recall by the rules of COCO's own tool (Lin et al. 2014, and the protocol
 * on the benchmark's pages): 101-point interpolation, IoU .5 to .95, at most 100 detections of a
 * class in an image, three sizes of objects.
 *
 * <p>IoU is computed in double precision from boxes in single precision. Equal scores are ordered
 * by image id (as numbers where they are numbers), then as given.
 */
public final class CocoEvaluator {
  private static final Comparator<String> IMAGE_ORDER =
      Comparator.<String>comparingInt(id -> isNumber(id) ? significant(id).length() : 0)
          .thenComparing(id -> isNumber(id) ? significant(id) : id)
          .thenComparing(Comparator.naturalOrder());

  private CocoEvaluator() {}

  /**
   * Judges the detections of a data set. Detections of images that are not there count as false.
   *
   * @param labels K names; class id k is labels[k-1]
   */
  public static CocoReport evaluate(
      List<AnnotatedImage> truth, List<ScoredBox> detections, List<String> labels) {
    List<CocoObject> objects = new ArrayList<>();
    truth.forEach(image -> objects.addAll(CocoObject.of(image)));
    return evaluateObjects(objects, detections, labels);
  }

  /** As {@link #evaluate}, for objects with their own areas and crowds. */
  public static CocoReport evaluateObjects(
      List<CocoObject> objects, List<ScoredBox> detections, List<String> labels) {
    List<ImageSet> classes = new ArrayList<>();
    labels.forEach(label -> classes.add(new ImageSet(new TreeMap<>(IMAGE_ORDER))));
    for (CocoObject object : objects) {
      classes.get(object.classId() - 1).image(object.imageId()).objects().add(object);
    }
    for (ScoredBox detection : detections) {
      classes.get(detection.classId() - 1).image(detection.imageId()).detections().add(detection);
    }
    List<CocoClassResult> results = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      results.add(judge(labels.get(i), classes.get(i)));
    }
    return new CocoReport(results);
  }

  /** What one class has in each image. */
  private record ImageSet(Map<String, ClassImage> images) {
    ClassImage image(String id) {
      return images.computeIfAbsent(
          id, key -> new ClassImage(new ArrayList<>(), new ArrayList<>()));
    }
  }

  private record ClassImage(List<CocoObject> objects, List<ScoredBox> detections) {
    CocoMatches matches(AreaRange range) {
      List<ScoredBox> ranked =
          detections.stream()
              .sorted(Comparator.comparing(ScoredBox::score, Comparator.reverseOrder()))
              .limit(CocoThresholds.MOST_DETECTIONS)
              .toList();
      return CocoMatches.of(ranked, objects, range);
    }
  }

  private static CocoClassResult judge(String label, ImageSet set) {
    Map<AreaRange, CocoProfile> byArea = new EnumMap<>(AreaRange.class);
    List<CocoMatches> all = List.of();
    for (AreaRange range : AreaRange.values()) {
      List<CocoMatches> matches =
          set.images().values().stream().map(image -> image.matches(range)).toList();
      byArea.put(range, CocoProfile.of(matches, CocoThresholds.MOST_DETECTIONS));
      all = range == AreaRange.ALL ? matches : all;
    }
    return new CocoClassResult(label, byArea, CocoProfile.of(all, 1), CocoProfile.of(all, 10));
  }

  private static boolean isNumber(String id) {
    return !id.isEmpty() && id.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static String significant(String number) {
    return number.replaceFirst("^0+(?=.)", "");
  }
}

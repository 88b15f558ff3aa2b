package io.frameflow.train.evaluation;

import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.GroundTruth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Average precision of detections against ground truth.
 *
 * <p>At IoU .5 the Pascal VOC rules hold (Everingham et al., 2010, section 4): detections in order
 * of score, each looks at the truth it overlaps most; at IoU .5 or more it is a true positive, a
 * second one on the same truth a false positive, one on a difficult truth ignored. {@code map50}
 * sums up by area, {@code map50Voc07} by 11 points.
 *
 * <p>{@code map5095} is COCO's: the mean over the IoU thresholds .5, .55, ..., .95 of the 101-point
 * average precision, where a detection takes the best truth that is still free. Unlike COCO's own
 * tool it has no cap of 100 detections an image and class.
 *
 * <p>IoU is that of continuous coordinates, without VOC's "+1". Equal scores are ordered by image
 * id, then as given, so results do not depend on the order of the images.
 */
public final class VocEvaluator {
  private static final double VOC_IOU = .5;
  private static final int COCO_THRESHOLDS = 10;

  private VocEvaluator() {}

  /**
   * Judges the detections of a data set.
   *
   * @param truth all images that were looked at, those without detections included
   * @param detections of any number per image, in any order
   * @param labels K names; class id k is labels[k-1]
   * @throws IllegalArgumentException where a detection names an image or class that is not there
   */
  public static EvaluationReport evaluate(
      List<AnnotatedImage> truth, List<ScoredBox> detections, List<String> labels) {
    requireKnown(truth, detections, labels);
    List<ScoredBox> ordered = new ArrayList<>(detections);
    ordered.sort(
        Comparator.comparing(ScoredBox::score, Comparator.reverseOrder())
            .thenComparing(ScoredBox::imageId));
    List<ClassResult> classes = new ArrayList<>();
    for (int classId = 1; classId <= labels.size(); classId++) {
      int wanted = classId;
      classes.add(
          judge(
              labels.get(classId - 1),
              objectsOf(truth, classId),
              ordered.stream().filter(d -> d.classId() == wanted).toList()));
    }
    return new EvaluationReport(truth.size(), detections.size(), classes);
  }

  private static ClassResult judge(
      String label, Map<String, List<GroundTruth>> truth, List<ScoredBox> ordered) {
    Judgement voc = Judgement.of(truth, ordered, VOC_IOU, Matching.BEST);
    double coco = 0;
    for (int i = 0; i < COCO_THRESHOLDS; i++) {
      double iou = (50 + 5 * i) / 100.0;
      coco +=
          AveragePrecision.hundredOnePoint(Judgement.of(truth, ordered, iou, Matching.BEST_FREE));
    }
    int all = truth.values().stream().mapToInt(List::size).sum();
    return new ClassResult(
        label,
        voc.truths(),
        all - voc.truths(),
        voc.truePositives(),
        voc.correct().length - voc.truePositives(),
        AveragePrecision.area(voc),
        AveragePrecision.elevenPoint(voc),
        coco / COCO_THRESHOLDS);
  }

  private static Map<String, List<GroundTruth>> objectsOf(List<AnnotatedImage> truth, int classId) {
    Map<String, List<GroundTruth>> objects = new HashMap<>();
    for (AnnotatedImage image : truth) {
      List<GroundTruth> ofClass =
          image.objects().stream().filter(o -> o.classId() == classId).toList();
      if (objects.put(image.id(), ofClass) != null) {
        throw new IllegalArgumentException("image '" + image.id() + "' is given twice");
      }
    }
    return objects;
  }

  private static void requireKnown(
      List<AnnotatedImage> truth, List<ScoredBox> detections, List<String> labels) {
    Set<String> ids = new HashSet<>();
    for (AnnotatedImage image : truth) {
      ids.add(image.id());
      for (GroundTruth object : image.objects()) {
        requireClass(object.classId(), "object in " + image.id(), labels);
      }
    }
    for (ScoredBox detection : detections) {
      requireClass(detection.classId(), "detection in " + detection.imageId(), labels);
      if (!ids.contains(detection.imageId())) {
        throw new IllegalArgumentException(
            "detection in image '" + detection.imageId() + "', which has no ground truth entry");
      }
    }
  }

  private static void requireClass(int classId, String what, List<String> labels) {
    if (classId > labels.size()) {
      throw new IllegalArgumentException(
          what + " has class id " + classId + ", but there are " + labels.size() + " labels");
    }
  }
}

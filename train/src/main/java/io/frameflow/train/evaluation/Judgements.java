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
 * The detections of a data set, sorted by class and score, ready to be judged at any IoU.
 *
 * <p>Equal scores are ordered by image id, then as given, so results do not depend on the order of
 * the images.
 */
public final class Judgements {
  private final List<Map<String, List<GroundTruth>>> truths = new ArrayList<>();
  private final List<List<ScoredBox>> ranked = new ArrayList<>();

  /**
   * @param truth all images that were looked at, those without detections included
   * @param detections of any number per image, in any order
   * @param labels K names; class id k is labels[k-1]
   * @throws IllegalArgumentException where a detection names an image or class that is not there
   */
  public Judgements(List<AnnotatedImage> truth, List<ScoredBox> detections, List<String> labels) {
    requireKnown(truth, detections, labels);
    List<ScoredBox> ordered = new ArrayList<>(detections);
    ordered.sort(
        Comparator.comparing(ScoredBox::score, Comparator.reverseOrder())
            .thenComparing(ScoredBox::imageId));
    for (int classId = 1; classId <= labels.size(); classId++) {
      int wanted = classId;
      truths.add(objectsOf(truth, classId));
      ranked.add(ordered.stream().filter(d -> d.classId() == wanted).toList());
    }
  }

  /** One judgement per class, in label order. */
  public List<Judgement> at(double iouThreshold) {
    List<Judgement> judgements = new ArrayList<>();
    for (int i = 0; i < truths.size(); i++) {
      judgements.add(Judgement.of(truths.get(i), ranked.get(i), iouThreshold));
    }
    return judgements;
  }

  /** Objects of a class, difficult ones included. */
  int objects(int classIndex) {
    return truths.get(classIndex).values().stream().mapToInt(List::size).sum();
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

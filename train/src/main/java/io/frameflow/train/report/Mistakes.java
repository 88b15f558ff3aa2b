package io.frameflow.train.report;

import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.GroundTruth;
import io.frameflow.train.evaluation.ScoredBox;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every detection's verdict and every object that none of them found, at IoU .5. A detection
 * belongs to the object of its class that it overlaps most, as in Pascal VOC.
 *
 * @param verdicts best score first
 * @param missed by size, the largest first; difficult ones are not missed
 */
public record Mistakes(List<Verdict> verdicts, List<Missed> missed) {

  /** An object that was not found. */
  public record Missed(AnnotatedImage image, GroundTruth object) {}

  private static final float FOUND = .5f;
  private static final float NEAR = .1f;

  public Mistakes {
    verdicts = List.copyOf(verdicts);
    missed = List.copyOf(missed);
  }

  /** Judges all detections of some images. */
  public static Mistakes of(List<AnnotatedImage> images, List<ScoredBox> detections) {
    Map<String, List<ScoredBox>> byImage =
        detections.stream().collect(Collectors.groupingBy(ScoredBox::imageId));
    List<Verdict> verdicts = new ArrayList<>();
    List<Missed> missed = new ArrayList<>();
    for (AnnotatedImage image : images) {
      Set<Integer> taken = new HashSet<>();
      byImage.getOrDefault(image.id(), List.of()).stream()
          .sorted(Comparator.comparing(ScoredBox::score).reversed())
          .forEach(detection -> verdicts.add(judge(detection, image.objects(), taken)));
      for (int i = 0; i < image.objects().size(); i++) {
        GroundTruth object = image.objects().get(i);
        if (!taken.contains(i) && !object.difficult()) {
          missed.add(new Missed(image, object));
        }
      }
    }
    verdicts.sort(
        Comparator.comparing((Verdict verdict) -> verdict.detection().score()).reversed());
    missed.sort(Comparator.comparing((Missed m) -> m.object().box().area()).reversed());
    return new Mistakes(verdicts, missed);
  }

  private static Verdict judge(ScoredBox detection, List<GroundTruth> objects, Set<Integer> taken) {
    GroundTruth crowd = null;
    int own = -1;
    int other = -1;
    float ownIou = 0;
    float otherIou = 0;
    for (int i = 0; i < objects.size(); i++) {
      float iou = objects.get(i).overlap(detection.box());
      if (objects.get(i).crowd()) {
        boolean inside = iou >= FOUND && objects.get(i).classId() == detection.classId();
        crowd = inside ? objects.get(i) : crowd;
      } else if (objects.get(i).classId() == detection.classId()) {
        if (iou > ownIou) {
          own = i;
          ownIou = iou;
        }
      } else if (iou > otherIou) {
        other = i;
        otherIou = iou;
      }
    }
    if (own >= 0 && ownIou >= FOUND) {
      GroundTruth object = objects.get(own);
      if (object.difficult()) {
        return new Verdict(detection, Verdict.Kind.IGNORED, object, ownIou);
      }
      Verdict.Kind kind = taken.add(own) ? Verdict.Kind.CORRECT : Verdict.Kind.DUPLICATE;
      return new Verdict(detection, kind, object, ownIou);
    }
    if (crowd != null) {
      return new Verdict(detection, Verdict.Kind.IGNORED, crowd, crowd.overlap(detection.box()));
    }
    if (other >= 0 && otherIou >= FOUND) {
      return new Verdict(detection, Verdict.Kind.CONFUSION, objects.get(other), otherIou);
    }
    if (own >= 0 && ownIou >= NEAR) {
      return new Verdict(detection, Verdict.Kind.LOCALISATION, objects.get(own), ownIou);
    }
    return new Verdict(detection, Verdict.Kind.BACKGROUND, null, 0);
  }

  /** The verdicts of these kinds, best score first. */
  public List<Verdict> of(Set<Verdict.Kind> kinds) {
    return verdicts.stream().filter(verdict -> kinds.contains(verdict.kind())).toList();
  }
}

package io.frameflow.train.evaluation.diagnosis;

import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.GroundTruth;
import io.frameflow.train.evaluation.ScoredBox;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is taken for what, among the detections of at least some score.
 *
 * <p>Best first, each detection takes the free object of any class that it overlaps most, at IoU .5
 * or more. A detection without an object was background; an object without a detection is taken for
 * background. A detection that fits only a difficult object is left out.
 *
 * @param counts {@code [K + 1][K + 1]}, row: true class, column: predicted; 0 is the background
 * @param labels of the K classes
 * @param minScore of the detections that were looked at
 */
@SuppressWarnings("ArrayRecordComponent") // printed, never compared
public record ConfusionMatrix(int[][] counts, List<String> labels, double minScore) {
  private static final float MIN_IOU = .5f;

  public static ConfusionMatrix of(
      List<AnnotatedImage> truth,
      List<ScoredBox> detections,
      List<String> labels,
      double minScore) {
    Map<String, List<ScoredBox>> byImage = new HashMap<>();
    detections.stream()
        .filter(detection -> detection.score() >= minScore)
        .sorted(Comparator.comparing(ScoredBox::score, Comparator.reverseOrder()))
        .forEach(d -> byImage.computeIfAbsent(d.imageId(), id -> new ArrayList<>()).add(d));
    int[][] counts = new int[labels.size() + 1][labels.size() + 1];
    for (AnnotatedImage image : truth) {
      count(image.objects(), byImage.getOrDefault(image.id(), List.of()), counts);
    }
    return new ConfusionMatrix(counts, labels, minScore);
  }

  private static void count(List<GroundTruth> objects, List<ScoredBox> ranked, int[][] counts) {
    boolean[] taken = new boolean[objects.size()];
    for (ScoredBox detection : ranked) {
      int match = match(detection, objects, taken);
      if (match < 0) {
        counts[0][detection.classId()]++;
      } else if (!objects.get(match).difficult()) {
        taken[match] = true;
        counts[objects.get(match).classId()][detection.classId()]++;
      }
    }
    for (int i = 0; i < taken.length; i++) {
      if (!taken[i] && !objects.get(i).difficult()) {
        counts[objects.get(i).classId()][0]++;
      }
    }
  }

  private static int match(ScoredBox detection, List<GroundTruth> objects, boolean[] taken) {
    int best = -1;
    double most = 0;
    for (int i = 0; i < objects.size(); i++) {
      GroundTruth object = objects.get(i);
      double iou = object.overlap(detection.box());
      // Difficult objects come behind all others, an object of the same class before an equal one.
      double rank =
          iou - (object.difficult() ? 2 : 0) + (object.classId() == detection.classId() ? 1e-6 : 0);
      if (!taken[i] && iou >= MIN_IOU && (best < 0 || rank > most)) {
        best = i;
        most = rank;
      }
    }
    return best;
  }

  /** Name of a row or column. */
  public String name(int index) {
    return index == 0 ? "background" : labels.get(index - 1);
  }
}

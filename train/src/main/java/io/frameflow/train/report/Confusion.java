package io.frameflow.train.report;

import io.frameflow.detector.boxes.Iou;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.GroundTruth;
import io.frameflow.train.evaluation.ScoredBox;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How often objects of one class were taken for another, at IoU .5 and for detections from a score
 * on. Best scores choose first; difficult objects count nowhere.
 *
 * @param counts [K + 1][K + 1] rows are the true class, columns the answer, 1..K; row 0 is
 *     background, column 0 says that nothing was detected
 */
@SuppressWarnings("ArrayRecordComponent") // shown once, never compared
public record Confusion(int[][] counts) {

  private static final float SAME_PLACE = .5f;

  /**
   * Counts.
   *
   * @param classes K
   * @param minScore detections below it do not count
   */
  public static Confusion of(
      List<AnnotatedImage> images, List<ScoredBox> detections, int classes, float minScore) {
    int[][] counts = new int[classes + 1][classes + 1];
    Map<String, List<ScoredBox>> byImage =
        detections.stream()
            .filter(detection -> detection.score() >= minScore)
            .collect(Collectors.groupingBy(ScoredBox::imageId));
    for (AnnotatedImage image : images) {
      List<ScoredBox> found =
          byImage.getOrDefault(image.id(), List.of()).stream()
              .sorted(Comparator.comparing(ScoredBox::score).reversed())
              .toList();
      count(image.objects(), found, counts);
    }
    return new Confusion(counts);
  }

  private static void count(List<GroundTruth> objects, List<ScoredBox> found, int[][] counts) {
    boolean[] taken = new boolean[objects.size()];
    for (ScoredBox detection : found) {
      int best = -1;
      float bestIou = SAME_PLACE;
      for (int i = 0; i < taken.length; i++) {
        float iou = Iou.of(detection.box(), objects.get(i).box());
        // A difficult object may be found any number of times.
        if (iou >= bestIou && (!taken[i] || objects.get(i).difficult())) {
          best = i;
          bestIou = iou;
        }
      }
      if (best < 0) {
        counts[0][detection.classId()]++;
      } else if (!objects.get(best).difficult()) {
        taken[best] = true;
        counts[objects.get(best).classId()][detection.classId()]++;
      }
    }
    for (int i = 0; i < taken.length; i++) {
      if (!taken[i] && !objects.get(i).difficult()) {
        counts[objects.get(i).classId()][0]++;
      }
    }
  }
}

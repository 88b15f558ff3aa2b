package io.frameflow.train.evaluation;

import io.frameflow.detector.boxes.Iou;
import io.frameflow.train.data.GroundTruth;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The detections of one class judged in order of their score at one IoU threshold. A truth is
 * matched once at most; a detection matched to a difficult truth counts neither way.
 *
 * @param correct in score order, true for a true and false for a false positive; ignored detections
 *     are left out
 * @param truths objects of the class that are not difficult
 */
@SuppressWarnings("ArrayRecordComponent") // one flag per detection, handed on once
record Judgement(boolean[] correct, int truths) {

  /**
   * @param truth image id to the objects of one class
   * @param ordered detections of the same class, best first
   */
  static Judgement of(
      Map<String, List<GroundTruth>> truth,
      List<ScoredBox> ordered,
      double iouThreshold,
      Matching matching) {
    Map<String, boolean[]> taken = new HashMap<>();
    int truths = 0;
    for (Map.Entry<String, List<GroundTruth>> image : truth.entrySet()) {
      taken.put(image.getKey(), new boolean[image.getValue().size()]);
      truths += (int) image.getValue().stream().filter(o -> !o.difficult()).count();
    }
    boolean[] correct = new boolean[ordered.size()];
    int counted = 0;
    for (ScoredBox detection : ordered) {
      List<GroundTruth> objects = truth.getOrDefault(detection.imageId(), List.of());
      boolean[] used = taken.getOrDefault(detection.imageId(), new boolean[0]);
      int match = match(detection, objects, used, iouThreshold, matching);
      if (match < 0) {
        correct[counted++] = false;
      } else if (!objects.get(match).difficult()) {
        correct[counted++] = !used[match];
        used[match] = true;
      }
    }
    return new Judgement(Arrays.copyOf(correct, counted), truths);
  }

  int truePositives() {
    int count = 0;
    for (boolean c : correct) {
      count += c ? 1 : 0;
    }
    return count;
  }

  private static int match(
      ScoredBox detection,
      List<GroundTruth> objects,
      boolean[] used,
      double iouThreshold,
      Matching matching) {
    int best = -1;
    float bestIou = 0;
    boolean bestCounts = false;
    for (int i = 0; i < objects.size(); i++) {
      GroundTruth object = objects.get(i);
      float iou = Iou.of(detection.box(), object.box());
      boolean counts = !object.difficult();
      if (iou < (float) iouThreshold || (matching == Matching.BEST_FREE && used[i])) {
        continue;
      }
      // COCO looks at ignored truths only where no other fits; VOC makes no difference here.
      boolean ranksHigher = matching == Matching.BEST_FREE && counts && !bestCounts;
      boolean ranksLower = matching == Matching.BEST_FREE && !counts && bestCounts;
      if (best < 0 || ranksHigher || (!ranksLower && iou > bestIou)) {
        best = i;
        bestIou = iou;
        bestCounts = counts;
      }
    }
    return best;
  }
}

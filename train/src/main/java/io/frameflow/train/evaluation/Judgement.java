package io.frameflow.train.evaluation;

import io.frameflow.train.data.GroundTruth;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The detections of one class judged in order of their score at one IoU threshold, by the rules of
 * Pascal VOC: each looks at the truth that it overlaps most, a truth is matched once at most, and a
 * detection of a difficult truth counts neither way (Everingham et al. 2010, section 4.4). Crowds,
 * which VOC does not know, are difficult truths that a detection lies in, as in COCO.
 *
 * @param correct in score order, true for a true and false for a false positive; ignored detections
 *     are left out
 * @param scores of the same detections
 * @param truths objects of the class that are not difficult
 */
@SuppressWarnings("ArrayRecordComponent") // one flag per detection, handed on once
public record Judgement(boolean[] correct, float[] scores, int truths) {

  /**
   * @param truth image id to the objects of one class
   * @param ordered detections of the same class, best first
   */
  static Judgement of(
      Map<String, List<GroundTruth>> truth, List<ScoredBox> ordered, double iouThreshold) {
    Map<String, boolean[]> taken = new HashMap<>();
    int truths = 0;
    for (Map.Entry<String, List<GroundTruth>> image : truth.entrySet()) {
      taken.put(image.getKey(), new boolean[image.getValue().size()]);
      truths += (int) image.getValue().stream().filter(o -> !o.difficult()).count();
    }
    boolean[] correct = new boolean[ordered.size()];
    float[] scores = new float[ordered.size()];
    int counted = 0;
    for (ScoredBox detection : ordered) {
      List<GroundTruth> objects = truth.getOrDefault(detection.imageId(), List.of());
      boolean[] used = taken.getOrDefault(detection.imageId(), new boolean[0]);
      int match = match(detection, objects, iouThreshold);
      if (match >= 0 && objects.get(match).difficult()) {
        continue;
      }
      scores[counted] = detection.score();
      correct[counted++] = match >= 0 && !used[match];
      if (match >= 0) {
        used[match] = true;
      }
    }
    return new Judgement(Arrays.copyOf(correct, counted), Arrays.copyOf(scores, counted), truths);
  }

  /** Detections that found a truth. */
  public int truePositives() {
    int count = 0;
    for (boolean c : correct) {
      count += c ? 1 : 0;
    }
    return count;
  }

  /** The truth that a detection overlaps most, or -1 if that is not enough; a crowd comes last. */
  private static int match(ScoredBox detection, List<GroundTruth> objects, double iouThreshold) {
    int best = -1;
    float most = 0;
    for (int i = 0; i < objects.size(); i++) {
      float overlap = objects.get(i).overlap(detection.box());
      float rank = objects.get(i).crowd() ? overlap - 1 : overlap;
      if (overlap >= (float) iouThreshold && (best < 0 || rank > most)) {
        best = i;
        most = rank;
      }
    }
    return best;
  }
}

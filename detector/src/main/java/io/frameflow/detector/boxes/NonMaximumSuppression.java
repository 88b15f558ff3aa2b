package io.frameflow.detector.boxes;

import java.util.Arrays;

/** Greedy non-maximum suppression among the boxes of one class (Fast R-CNN, section 4). */
public final class NonMaximumSuppression {

  private NonMaximumSuppression() {}

  /**
   * Keeps the best box, drops the boxes that overlap it too much, and goes on with the rest.
   *
   * @param boxes n candidates
   * @param scores {@code [n]}, no NaN
   * @param iouThreshold a box is dropped if its IoU with a kept one is above this
   * @return indices of the kept boxes by falling score; of equal scores the lower index goes first
   * @throws IllegalArgumentException if there are not as many scores as boxes
   */
  public static int[] keep(Boxes boxes, float[] scores, float iouThreshold) {
    if (scores.length != boxes.size()) {
      throw new IllegalArgumentException(boxes.size() + " boxes, but " + scores.length + " scores");
    }
    Integer[] order = new Integer[scores.length];
    Arrays.setAll(order, i -> i);
    // a stable sort: equal scores stay in the order of their indices
    Arrays.sort(order, (i, j) -> Float.compare(-scores[i], -scores[j]));
    int[] kept = new int[order.length];
    int count = 0;
    for (int candidate : order) {
      boolean free = true;
      for (int k = 0; k < count && free; k++) {
        free = Iou.of(boxes, candidate, boxes, kept[k]) <= iouThreshold;
      }
      if (free) {
        kept[count++] = candidate;
      }
    }
    return Arrays.copyOf(kept, count);
  }
}

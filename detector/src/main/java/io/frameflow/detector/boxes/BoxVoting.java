package io.frameflow.detector.boxes;

/**
 * Box voting (Gidaris and Komodakis, ICCV 2015, section 4): suppression keeps the best of many
 * boxes of one object, but the others saw the object too, and the mean of all lies closer to it
 * than any of them.
 */
public final class BoxVoting {

  private BoxVoting() {}

  /**
   * The mean of all candidates that overlap a kept one enough, weighted by their scores.
   *
   * @param candidates n boxes of one class, before suppression
   * @param scores {@code [n]}, positive
   * @param kept index of a box that survived; its score stays its own
   * @param iouThreshold the least IoU of a candidate that has a vote; 1 leaves a box as it is
   * @throws IllegalArgumentException if there are not as many scores as boxes
   */
  public static Box vote(Boxes candidates, float[] scores, int kept, float iouThreshold) {
    if (scores.length != candidates.size()) {
      throw new IllegalArgumentException(
          candidates.size() + " boxes, but " + scores.length + " scores");
    }
    if (iouThreshold >= 1) {
      return candidates.get(
          kept); // the mean of boxes that are equal but for rounding is none of them
    }
    double x1 = 0;
    double y1 = 0;
    double x2 = 0;
    double y2 = 0;
    double votes = 0;
    for (int i = 0; i < scores.length; i++) {
      if (i == kept || Iou.of(candidates, i, candidates, kept) >= iouThreshold) {
        x1 += scores[i] * candidates.x1(i);
        y1 += scores[i] * candidates.y1(i);
        x2 += scores[i] * candidates.x2(i);
        y2 += scores[i] * candidates.y2(i);
        votes += scores[i];
      }
    }
    return votes > 0
        ? new Box(
            (float) (x1 / votes), (float) (y1 / votes), (float) (x2 / votes), (float) (y2 / votes))
        : candidates.get(kept);
  }
}

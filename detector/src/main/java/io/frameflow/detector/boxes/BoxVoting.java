package io.frameflow.detector.boxes;

import java.io.Serializable;

/**
 * Box voting (Gidaris and Komodakis, ICCV 2015, section 4): suppression keeps the best of many
 * boxes of one object, but the others saw the object too. The mean of all lies closer to it than
 * any of them, and a box that few agree with is less likely to be one.
 *
 * @param iou the least IoU with a kept box of one that has a vote, above 0 to 1; with 1 there is no
 *     voting
 * @param support sum of the votes, each as heavy as its score, at which a kept box keeps 63 per
 *     cent of its own score (95 at three times as many); 0 leaves scores as they are
 */
public record BoxVoting(float iou, float support) implements Serializable {

  /** Boxes and scores stay as they are. */
  public static final BoxVoting NONE = new BoxVoting(1, 0);

  /**
   * A kept box after the vote.
   *
   * @param score not above the one it had
   */
  public record Elected(Box box, float score) {}

  /**
   * @throws IllegalArgumentException if a number is out of range
   */
  public BoxVoting {
    if (!(iou > 0 && iou <= 1)) {
      throw new IllegalArgumentException("voting.iou must be above 0, 1 at most, but is " + iou);
    }
    if (!(support >= 0 && support < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("voting.support must be 0 or more, but is " + support);
    }
  }

  /**
   * Lets all candidates vote that overlap a kept one enough, itself among them.
   *
   * @param candidates n boxes of one class, before suppression
   * @param scores {@code [n]}, 0 or more
   * @param kept index of a box that survived
   * @throws IllegalArgumentException if there are not as many scores as boxes
   */
  public Elected elect(Boxes candidates, float[] scores, int kept) {
    if (scores.length != candidates.size()) {
      throw new IllegalArgumentException(
          candidates.size() + " boxes, but " + scores.length + " scores");
    }
    if (iou == 1) { // the mean of boxes that are equal but for rounding would be none of them
      return new Elected(candidates.get(kept), scores[kept]);
    }
    double x1 = 0;
    double y1 = 0;
    double x2 = 0;
    double y2 = 0;
    double votes = 0;
    for (int i = 0; i < scores.length; i++) {
      if (i == kept || Iou.of(candidates, i, candidates, kept) >= iou) {
        double vote = scores[i]; // in floats the mean of boxes at the border would lie beyond it
        x1 += vote * candidates.x1(i);
        y1 += vote * candidates.y1(i);
        x2 += vote * candidates.x2(i);
        y2 += vote * candidates.y2(i);
        votes += vote;
      }
    }
    if (votes == 0) { // all scores are 0, which a threshold of 0 lets pass
      return new Elected(candidates.get(kept), scores[kept]);
    }
    Box mean =
        new Box(
            (float) (x1 / votes), (float) (y1 / votes), (float) (x2 / votes), (float) (y2 / votes));
    double trust = support == 0 ? 1 : -Math.expm1(-votes / support);
    return new Elected(mean, (float) (scores[kept] * trust));
  }
}

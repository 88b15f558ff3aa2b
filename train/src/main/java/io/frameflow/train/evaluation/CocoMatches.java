package io.frameflow.train.evaluation;

import java.util.List;
import java.util.stream.Stream;

/**
 * The detections of one class in one image, matched with its objects at every IoU threshold.
 *
 * <p>Best first, each detection takes the object that it overlaps most among those that are free;
 * objects outside the size range, difficult ones and crowds only where no other fits. A detection
 * is ignored if it took one of those, or took none and is itself outside the size range.
 *
 * @param scores {@code [D]}, falling
 * @param correct {@code [thresholds][D]}
 * @param ignored {@code [thresholds][D]}; an ignored detection is not correct
 * @param truths objects to be found
 */
@SuppressWarnings("ArrayRecordComponent") // read once by the accumulation, never compared
record CocoMatches(float[] scores, boolean[][] correct, boolean[][] ignored, int truths) {

  private static final double BELOW_ONE = 1 - 1e-10;

  /**
   * @param ranked best first, no more than count
   */
  static CocoMatches of(List<ScoredBox> ranked, List<CocoObject> objects, AreaRange range) {
    List<CocoObject> wanted = objects.stream().filter(o -> counts(o, range)).toList();
    List<CocoObject> ordered =
        Stream.concat(wanted.stream(), objects.stream().filter(o -> !counts(o, range))).toList();
    double[] ious = CocoThresholds.ious();
    boolean[][] correct = new boolean[ious.length][ranked.size()];
    boolean[][] ignored = new boolean[ious.length][ranked.size()];
    float[] scores = new float[ranked.size()];
    double[][] overlaps = new double[ranked.size()][ordered.size()];
    for (int d = 0; d < scores.length; d++) {
      scores[d] = ranked.get(d).score();
      for (int o = 0; o < ordered.size(); o++) {
        overlaps[d][o] = ordered.get(o).overlap(ranked.get(d).box());
      }
    }
    for (int t = 0; t < ious.length; t++) {
      boolean[] taken = new boolean[ordered.size()];
      for (int d = 0; d < scores.length; d++) {
        double least = Math.min(ious[t], BELOW_ONE);
        int match = match(overlaps[d], ordered, wanted.size(), taken, least);
        if (match < 0) {
          ignored[t][d] = !range.contains(CocoObject.area(ranked.get(d).box()));
        } else {
          taken[match] = true;
          correct[t][d] = match < wanted.size();
          ignored[t][d] = !correct[t][d];
        }
      }
    }
    return new CocoMatches(scores, correct, ignored, wanted.size());
  }

  private static boolean counts(CocoObject object, AreaRange range) {
    return !object.ignored() && range.contains(object.area());
  }

  /** The index of the object that a detection takes, or -1; of equal overlaps the last. */
  private static int match(
      double[] overlaps, List<CocoObject> objects, int wanted, boolean[] taken, double least) {
    int best = -1;
    double most = least;
    for (int o = 0; o < overlaps.length; o++) {
      if (o == wanted && best >= 0) {
        break;
      }
      boolean free = !taken[o] || objects.get(o).ignored();
      if (free && overlaps[o] >= most) {
        best = o;
        most = overlaps[o];
      }
    }
    return best;
  }
}

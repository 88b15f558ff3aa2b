package io.frameflow.train.evaluation;

/**
 * The three ways to sum up a precision-recall curve. All use the interpolated precision p(r): the
 * highest precision at any recall of at least r. NaN where there is no truth to find.
 */
final class AveragePrecision {
  // Recalls like 3/10 are not exact; a level must not be missed by rounding.
  private static final double ROUNDING = 1e-12;

  private AveragePrecision() {}

  /** Area under p(r): the Pascal VOC measure from 2010 on. */
  static double area(Judgement judgement) {
    if (judgement.truths() == 0) {
      return Double.NaN;
    }
    double[] precision = interpolated(judgement);
    double sum = 0;
    for (int k = 0; k < precision.length; k++) {
      sum += judgement.correct()[k] ? precision[k] : 0;
    }
    return sum / judgement.truths();
  }

  /** Mean of p(0), p(.1), ..., p(1): the Pascal VOC measure up to 2009. */
  static double elevenPoint(Judgement judgement) {
    return sampled(judgement, 10);
  }

  /** Mean of p(0), p(.01), ..., p(1): the COCO measure. */
  static double hundredOnePoint(Judgement judgement) {
    return sampled(judgement, 100);
  }

  private static double sampled(Judgement judgement, int steps) {
    if (judgement.truths() == 0) {
      return Double.NaN;
    }
    double[] precision = interpolated(judgement);
    double sum = 0;
    int k = 0;
    int found = precision.length > 0 && judgement.correct()[0] ? 1 : 0;
    for (int level = 0; level <= steps; level++) {
      double wanted = level / (double) steps - ROUNDING;
      while (k < precision.length && found / (double) judgement.truths() < wanted) {
        k++;
        found += k < precision.length && judgement.correct()[k] ? 1 : 0;
      }
      sum += k < precision.length ? precision[k] : 0;
    }
    return sum / (steps + 1);
  }

  /** [detections] the highest precision at this or any later place of the ranking. */
  private static double[] interpolated(Judgement judgement) {
    boolean[] correct = judgement.correct();
    double[] precision = new double[correct.length];
    int found = 0;
    for (int k = 0; k < correct.length; k++) {
      found += correct[k] ? 1 : 0;
      precision[k] = found / (k + 1.0);
    }
    for (int k = correct.length - 2; k >= 0; k--) {
      precision[k] = Math.max(precision[k], precision[k + 1]);
    }
    return precision;
  }
}

package io.frameflow.train.evaluation;

/**
 * Pascal VOC's two ways to sum up a precision-recall curve. Both use the interpolated precision
 * p(r): the highest precision at any recall of at least r. NaN where there is no truth to find.
 */
public final class AveragePrecision {
  // Recalls like 3/10 are not exact; a level must not be missed by rounding.
  private static final double ROUNDING = 1e-12;
  private static final int STEPS = 10;

  private AveragePrecision() {}

  /** Area under p(r): the Pascal VOC measure from 2010 on. */
  public static double area(Judgement judgement) {
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
  public static double elevenPoint(Judgement judgement) {
    if (judgement.truths() == 0) {
      return Double.NaN;
    }
    double[] precision = interpolated(judgement);
    double sum = 0;
    int k = 0;
    int found = precision.length > 0 && judgement.correct()[0] ? 1 : 0;
    for (int level = 0; level <= STEPS; level++) {
      double wanted = level / (double) STEPS - ROUNDING;
      while (k < precision.length && found / (double) judgement.truths() < wanted) {
        k++;
        found += k < precision.length && judgement.correct()[k] ? 1 : 0;
      }
      sum += k < precision.length ? precision[k] : 0;
    }
    return sum / (STEPS + 1);
  }

  /** {@code [detections]} the highest precision at this or any later place of the ranking. */
  public static double[] interpolated(Judgement judgement) {
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

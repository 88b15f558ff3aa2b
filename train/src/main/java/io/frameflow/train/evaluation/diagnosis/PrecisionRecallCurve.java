package io.frameflow.train.evaluation.diagnosis;

import io.frameflow.train.evaluation.AveragePrecision;
import io.frameflow.train.evaluation.Judgement;

/**
 * Precision against recall of one class as the score threshold falls, and the threshold of the best
 * balance.
 *
 * @param scores {@code [D]}, falling: taking all detections of at least this score
 * @param recall {@code [D]}; NaN without truth
 * @param precision {@code [D]}
 * @param interpolated {@code [D]} the highest precision at this or any greater recall
 * @param truths objects to find
 */
@SuppressWarnings("ArrayRecordComponent") // drawn and printed, never compared
public record PrecisionRecallCurve(
    String label,
    float[] scores,
    double[] recall,
    double[] precision,
    double[] interpolated,
    int truths) {

  /** The score threshold with the highest harmonic mean of precision and recall. */
  public record BestF1(float score, double precision, double recall, double f1) {}

  public static PrecisionRecallCurve of(String label, Judgement judgement) {
    int size = judgement.correct().length;
    double[] recall = new double[size];
    double[] precision = new double[size];
    int found = 0;
    for (int k = 0; k < size; k++) {
      found += judgement.correct()[k] ? 1 : 0;
      recall[k] = judgement.truths() == 0 ? Double.NaN : found / (double) judgement.truths();
      precision[k] = found / (k + 1.0);
    }
    return new PrecisionRecallCurve(
        label,
        judgement.scores(),
        recall,
        precision,
        AveragePrecision.interpolated(judgement),
        judgement.truths());
  }

  /** The best balance; all zero where nothing was found. */
  public BestF1 bestF1() {
    BestF1 best = new BestF1(0, 0, 0, 0);
    for (int k = 0; k < scores.length; k++) {
      // Detections of equal score cannot be told apart by a threshold.
      boolean last = k == scores.length - 1 || scores[k + 1] < scores[k];
      double f1 = 2 * precision[k] * recall[k] / (precision[k] + recall[k]);
      if (last && f1 > best.f1()) {
        best = new BestF1(scores[k], precision[k], recall[k], f1);
      }
    }
    return best;
  }

  /** The interpolated precision at a recall; 0 where it is not reached. */
  public double precisionAt(double wanted) {
    for (int k = 0; k < recall.length; k++) {
      if (recall[k] >= wanted) {
        return interpolated[k];
      }
    }
    return 0;
  }
}

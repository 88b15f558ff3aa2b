package io.frameflow.train.evaluation.diagnosis;

import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.evaluation.ApByIou;
import io.frameflow.train.evaluation.CocoEvaluator;
import io.frameflow.train.evaluation.CocoReport;
import io.frameflow.train.evaluation.EvaluationReport;
import io.frameflow.train.evaluation.Judgement;
import io.frameflow.train.evaluation.Judgements;
import io.frameflow.train.evaluation.ScoredBox;
import io.frameflow.train.evaluation.StageTimes;
import io.frameflow.train.evaluation.VocEvaluator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that an evaluation finds out.
 *
 * @param curves of the classes at IoU .5, in label order
 * @param calibration at IoU .5; empty where the scores are no probabilities
 * @param times empty for detections from a file
 * @param proposals empty where no proposal method was at hand
 */
public record Diagnosis(
    EvaluationReport report,
    CocoReport coco,
    ApByIou apByIou,
    List<PrecisionRecallCurve> curves,
    Optional<Calibration> calibration,
    ConfusionMatrix confusion,
    Optional<StageTimes> times,
    Optional<ProposalRecallCurves> proposals) {
  private static final double IOU = .5;

  public Diagnosis {
    curves = List.copyOf(curves);
  }

  /**
   * Judges detections in every way that needs nothing but them.
   *
   * @param confusionScore least score of a detection in the confusion matrix
   * @throws IllegalArgumentException where a detection names an image or class that is not there
   */
  public static Diagnosis of(
      List<AnnotatedImage> truth,
      List<ScoredBox> detections,
      List<String> labels,
      double confusionScore) {
    Judgements judgements = new Judgements(truth, detections, labels);
    List<Judgement> judged = judgements.at(IOU);
    List<PrecisionRecallCurve> curves = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      curves.add(PrecisionRecallCurve.of(labels.get(i), judged.get(i)));
    }
    CocoReport coco = CocoEvaluator.evaluate(truth, detections, labels);
    return new Diagnosis(
        VocEvaluator.report(truth.size(), detections.size(), labels, judgements, coco),
        coco,
        ApByIou.of(judgements),
        curves,
        Calibration.of(judged),
        ConfusionMatrix.of(truth, detections, labels, confusionScore),
        Optional.empty(),
        Optional.empty());
  }

  /** With what only the run of a model shows. */
  public Diagnosis with(StageTimes newTimes, Optional<ProposalRecallCurves> newProposals) {
    return new Diagnosis(
        report, coco, apByIou, curves, calibration, confusion, Optional.of(newTimes), newProposals);
  }
}

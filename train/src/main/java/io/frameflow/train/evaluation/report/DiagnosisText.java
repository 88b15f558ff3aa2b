package io.frameflow.train.evaluation.report;

import io.frameflow.train.evaluation.CocoReport;
import io.frameflow.train.evaluation.StageTimes;
import io.frameflow.train.evaluation.StageTimes.Stage;
import io.frameflow.train.evaluation.diagnosis.Calibration;
import io.frameflow.train.evaluation.diagnosis.ConfusionMatrix;
import io.frameflow.train.evaluation.diagnosis.Diagnosis;
import io.frameflow.train.evaluation.diagnosis.PrecisionRecallCurve;
import io.frameflow.train.evaluation.diagnosis.ProposalRecallCurves;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** An evaluation as tables of text. */
public final class DiagnosisText {
  private static final double MEDIAN = .5;
  private static final double MOST = .95;

  private DiagnosisText() {}

  /** What fits a terminal: average precisions, calibration in a line, times in a line. */
  public static String summary(Diagnosis diagnosis) {
    StringBuilder text = new StringBuilder(EvaluationTable.of(diagnosis.report()));
    text.append("mAP by IoU (area): ").append(byIou(diagnosis)).append('\n');
    text.append("COCO: ").append(coco(diagnosis.coco())).append('\n');
    text.append(calibrationLine(diagnosis.calibration())).append('\n');
    diagnosis.times().ifPresent(times -> text.append(times.summary()).append('\n'));
    return text.toString();
  }

  /** Everything. */
  public static String full(Diagnosis diagnosis) {
    StringBuilder text = new StringBuilder(summary(diagnosis));
    text.append("\nbest balance of precision and recall at IoU .5\n");
    text.append(balance(diagnosis));
    diagnosis.calibration().ifPresent(c -> text.append("\ncalibration\n").append(bins(c)));
    text.append("\nconfusion of detections of score ")
        .append(diagnosis.confusion().minScore())
        .append(" or more (row: true, column: predicted)\n")
        .append(confusion(diagnosis.confusion()));
    diagnosis.proposals().ifPresent(p -> text.append("\nproposal recall\n").append(recall(p)));
    diagnosis.times().ifPresent(t -> text.append("\nmilliseconds per image\n").append(times(t)));
    return text.toString();
  }

  private static String byIou(Diagnosis diagnosis) {
    return diagnosis.apByIou().byThreshold().keySet().stream()
        .map(iou -> "@%s %s".formatted(iou, Figures.four(diagnosis.apByIou().mean(iou))))
        .collect(Collectors.joining(", "));
  }

  private static String coco(CocoReport report) {
    return report.figures().entrySet().stream()
        .map(figure -> figure.getKey() + " " + Figures.three(figure.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String calibrationLine(Optional<Calibration> calibration) {
    return calibration
        .map(
            c ->
                "calibration: expected error %s, greatest %s, of %d detections"
                    .formatted(
                        Figures.four(c.expectedError()),
                        Figures.four(c.greatestError()),
                        c.detections()))
        .orElse("calibration: none, for the scores are no probabilities");
  }

  private static String balance(Diagnosis diagnosis) {
    String row = "%-20s %8s %10s %8s %8s%n";
    StringBuilder table =
        new StringBuilder(row.formatted("class", "score", "precision", "recall", "F1"));
    for (PrecisionRecallCurve curve : diagnosis.curves()) {
      PrecisionRecallCurve.BestF1 best = curve.bestF1();
      table.append(
          row.formatted(
              curve.label(),
              Figures.three(best.score()),
              Figures.three(best.precision()),
              Figures.three(best.recall()),
              Figures.three(best.f1())));
    }
    return table.toString();
  }

  private static String bins(Calibration calibration) {
    String row = "%-10s %10s %10s %10s%n";
    StringBuilder table =
        new StringBuilder(row.formatted("score", "detections", "mean", "precision"));
    for (Calibration.Bin bin : calibration.bins()) {
      table.append(
          row.formatted(
              String.format(Locale.ROOT, "%.1f-%.1f", bin.low(), bin.high()),
              bin.count(),
              Figures.three(bin.meanScore()),
              Figures.three(bin.precision())));
    }
    return table.toString();
  }

  private static String confusion(ConfusionMatrix matrix) {
    StringBuilder table = new StringBuilder("%-20s".formatted(""));
    for (int i = 0; i < matrix.counts().length; i++) {
      table.append(" %12.12s".formatted(matrix.name(i)));
    }
    for (int i = 0; i < matrix.counts().length; i++) {
      table.append("%n%-20s".formatted(matrix.name(i)));
      for (int j = 0; j < matrix.counts().length; j++) {
        table.append(" %12s".formatted(i + j == 0 ? "-" : matrix.counts()[i][j]));
      }
    }
    return table.append('\n').toString();
  }

  private static String recall(ProposalRecallCurves curves) {
    String row = "%-20s %8s %5s" + " %6s".repeat(ProposalRecallCurves.COUNTS.size()) + "%n";
    StringBuilder table = new StringBuilder();
    table.append(row.formatted(cells("group", "objects", "IoU", n -> "@" + n)));
    for (String group : curves.groups()) {
      for (double iou : new double[] {.5, .7}) {
        table.append(
            row.formatted(
                cells(
                    group,
                    Long.toString(curves.objects(group)),
                    Double.toString(iou),
                    n -> Figures.three(curves.recall(group, n, iou)))));
      }
    }
    table.append(
        row.formatted(cells("all", "", "AR", n -> Figures.three(curves.averageRecall("all", n)))));
    return table.toString();
  }

  private static Object[] cells(
      String group, String objects, String iou, IntFunction<String> figure) {
    Object[] cells = new Object[3 + ProposalRecallCurves.COUNTS.size()];
    cells[0] = group;
    cells[1] = objects;
    cells[2] = iou;
    for (int i = 3; i < cells.length; i++) {
      cells[i] = figure.apply(ProposalRecallCurves.COUNTS.get(i - 3));
    }
    return cells;
  }

  private static String times(StageTimes times) {
    String row = "%-20s %8s %8s %8s%n";
    StringBuilder table = new StringBuilder(row.formatted("stage", "mean", "median", "95 %"));
    for (Stage stage : Stage.values()) {
      table.append(
          row.formatted(
              stage.label(),
              Figures.three(times.mean(stage)),
              Figures.three(times.quantile(stage, MEDIAN)),
              Figures.three(times.quantile(stage, MOST))));
    }
    return table.toString();
  }
}

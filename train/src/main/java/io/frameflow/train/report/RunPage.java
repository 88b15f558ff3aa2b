package io.frameflow.train.report;

import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.train.charts.LineChart;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.evaluation.ClassResult;
import io.frameflow.train.evaluation.EvaluationReport;
import io.frameflow.train.evaluation.ModelEvaluation;
import io.frameflow.train.evaluation.diagnosis.ConfusionMatrix;
import io.frameflow.train.evaluation.diagnosis.Diagnosis;
import io.frameflow.train.evaluation.diagnosis.MethodRecall;
import io.frameflow.train.evaluation.report.DetectionCharts;
import io.frameflow.train.evaluation.report.ProposalCharts;
import io.frameflow.train.evaluation.report.ProposalTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The report of a run: one HTML page that can be mailed and read anywhere. */
public final class RunPage {

  /** Detections from this score on are answers; the confusion table counts those. */
  private static final float ANSWER = .5f;

  private final HtmlPage page;

  public RunPage(String title) {
    page = new HtmlPage(title);
  }

  /** Shows how the run went. */
  public void addCurves(List<LineChart> charts) throws IOException {
    page.heading("Curves");
    for (LineChart chart : charts) {
      page.chart(chart);
    }
  }

  /**
   * Shows what region proposals cover, whatever the network makes of them.
   *
   * @param images which ones were looked at, in words
   */
  public void addProposals(String images, List<MethodRecall> methods) throws IOException {
    page.heading("Region proposals");
    page.paragraph(
        "The part of the objects of %s that the first N proposals of their image cover with at least the"
                .formatted(images)
            + " IoU behind the @: what no proposal covers, no network behind them can find.");
    page.table(ProposalTable.rows(methods));
    page.chart(ProposalCharts.compared(methods));
  }

  /**
   * Shows what a model does on images with known objects.
   *
   * @param decoder of the image files; stays the caller's to close
   */
  public void addEvaluation(
      List<AnnotatedImage> images,
      List<String> labels,
      ModelEvaluation evaluation,
      ImageDecoder decoder)
      throws IOException {
    page.heading("Accuracy on %d images".formatted(images.size()));
    page.table(figures(evaluation.report()));
    Mistakes mistakes = Mistakes.of(images, evaluation.detections());
    Diagnosis diagnosis = Diagnosis.of(images, evaluation.detections(), labels, ANSWER);
    page.chart(DetectionCharts.precisionRecall(diagnosis.curves()));
    page.heading("Confusion");
    page.paragraph(
        "Rows are the true class, columns the answer, at IoU .5 and for detections of score .5 and"
            + " more.");
    page.table(confusion(diagnosis.confusion()));
    new WorstMistakes(page, images, decoder, labels).add(mistakes);
  }

  /** Shows all settings. */
  public void addConfiguration(String json) {
    page.heading("Configuration");
    page.preformatted(json);
  }

  /** The whole page. */
  public String finish() {
    return page.finish();
  }

  private static List<List<String>> figures(EvaluationReport report) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("class", "objects", "found", "false", "AP@.5", "11-point", "@.5:.95"));
    for (ClassResult c : report.classes()) {
      rows.add(
          List.of(
              c.label(),
              Integer.toString(c.truths()),
              Integer.toString(c.truePositives()),
              Integer.toString(c.falsePositives()),
              figure(c.ap50()),
              figure(c.ap50Voc07()),
              figure(c.ap5095())));
    }
    rows.add(
        List.of(
            "mean",
            "",
            "",
            "",
            figure(report.map50()),
            figure(report.map50Voc07()),
            figure(report.map5095())));
    return rows;
  }

  private static String figure(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
  }

  private static List<List<String>> confusion(ConfusionMatrix confusion) {
    List<String> labels = confusion.labels();
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("true \\ answer"));
    head.addAll(labels);
    head.add("not found");
    rows.add(head);
    for (int truth = 1; truth <= labels.size() + 1; truth++) {
      boolean background = truth > labels.size();
      int[] counts = confusion.counts()[background ? 0 : truth];
      List<String> row = new ArrayList<>();
      row.add(background ? "background" : labels.get(truth - 1));
      for (int answer = 1; answer <= labels.size(); answer++) {
        row.add(Integer.toString(counts[answer]));
      }
      row.add(background ? "" : Integer.toString(counts[0]));
      rows.add(row);
    }
    return rows;
  }
}

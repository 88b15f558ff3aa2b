package io.frameflow.train.evaluation.report;

import io.frameflow.train.evaluation.diagnosis.ProposalRecallCurves;
import java.util.List;
import org.knowm.xchart.XYChart;

/** Pictures of what the proposals cover. */
final class ProposalCharts {
  private ProposalCharts() {}

  /** Recall against IoU, a line per number of proposals. */
  static XYChart byIou(ProposalRecallCurves curves) {
    XYChart chart = Charts.ofShares("Proposal recall, all objects", "least IoU", "recall");
    double[] ious = ProposalRecallCurves.ious().stream().mapToDouble(i -> i).toArray();
    for (int count : ProposalRecallCurves.CURVES) {
      double[] recall = new double[ious.length];
      for (int i = 0; i < ious.length; i++) {
        recall[i] = curves.recall("all", count, ious[i]);
      }
      Charts.line(chart, count + " proposals", ious, recall);
    }
    return chart;
  }

  /** Recall against the number of proposals, a line per group that has objects. */
  static XYChart byCount(ProposalRecallCurves curves, double iou) {
    XYChart chart =
        Charts.ofShares("Proposal recall at IoU " + iou, "proposals of an image", "recall");
    chart.getStyler().setXAxisLogarithmic(true);
    List<Integer> counts = ProposalRecallCurves.COUNTS;
    double[] x = counts.stream().mapToDouble(i -> i).toArray();
    for (String group : curves.groups()) {
      if (curves.objects(group) > 0) {
        double[] recall = counts.stream().mapToDouble(n -> curves.recall(group, n, iou)).toArray();
        Charts.line(chart, group, x, recall);
      }
    }
    return chart;
  }
}

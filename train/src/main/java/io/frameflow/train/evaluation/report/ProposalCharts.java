package io.frameflow.train.evaluation.report;

import io.frameflow.train.charts.LineChart;
import io.frameflow.train.evaluation.diagnosis.MethodRecall;
import io.frameflow.train.evaluation.diagnosis.ProposalRecallCurves;
import java.util.List;

/** Pictures of what proposals cover. */
public final class ProposalCharts {
  private ProposalCharts() {}

  /** Recall against IoU, a line per number of proposals. */
  static LineChart byIou(ProposalRecallCurves curves) {
    LineChart chart =
        LineChart.ofShares("Proposal recall, all objects", "least IoU", "recall").alongShares();
    double[] ious = ProposalRecallCurves.ious().stream().mapToDouble(i -> i).toArray();
    for (int count : ProposalRecallCurves.CURVES) {
      double[] recall = new double[ious.length];
      for (int i = 0; i < ious.length; i++) {
        recall[i] = curves.recall(ProposalRecallCurves.ALL, count, ious[i]);
      }
      chart.add(count + " proposals", ious, recall);
    }
    return chart;
  }

  /** Recall against the number of proposals, a line per group that has objects. */
  static LineChart byCount(ProposalRecallCurves curves, double iou) {
    LineChart chart = byCount("Proposal recall at IoU " + iou);
    for (String group : curves.groups()) {
      chart.add(group, counts(), recall(curves, group, iou));
    }
    return chart;
  }

  /** Recall of all objects against the number of proposals, a line per method and IoU. */
  public static LineChart compared(List<MethodRecall> methods) {
    LineChart chart = byCount("Proposal recall, all objects");
    for (double iou : ProposalTable.IOUS) {
      for (MethodRecall method : methods) {
        chart.add(
            "%s, IoU %s".formatted(method.method(), iou),
            counts(),
            recall(method.curves(), ProposalRecallCurves.ALL, iou));
      }
    }
    return chart;
  }

  private static LineChart byCount(String title) {
    return LineChart.ofShares(title, "proposals of an image", "recall").alongPowers();
  }

  private static double[] counts() {
    return ProposalRecallCurves.COUNTS.stream().mapToDouble(i -> i).toArray();
  }

  private static double[] recall(ProposalRecallCurves curves, String group, double iou) {
    return ProposalRecallCurves.COUNTS.stream()
        .mapToDouble(count -> curves.recall(group, count, iou))
        .toArray();
  }
}

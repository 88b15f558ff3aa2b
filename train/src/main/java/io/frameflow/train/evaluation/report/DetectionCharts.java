package io.frameflow.train.evaluation.report;

import io.frameflow.train.evaluation.diagnosis.Calibration;
import io.frameflow.train.evaluation.diagnosis.ConfusionMatrix;
import io.frameflow.train.evaluation.diagnosis.PrecisionRecallCurve;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.XYChart;

/** Pictures of what the detections are worth. */
final class DetectionCharts {
  private static final int PERCENT = 100;

  private DetectionCharts() {}

  /** A line per class that has objects and detections. */
  static XYChart precisionRecall(List<PrecisionRecallCurve> curves) {
    XYChart chart = Charts.ofShares("Precision and recall at IoU .5", "recall", "precision");
    chart.getStyler().setXAxisMin(0.0);
    chart.getStyler().setXAxisMax(1.0);
    boolean empty = true;
    for (PrecisionRecallCurve curve : curves) {
      if (curve.truths() > 0 && curve.scores().length > 0) {
        Charts.line(chart, curve.label(), curve.recall(), curve.interpolated());
        empty = false;
      }
    }
    if (empty) {
      Charts.line(chart, "none", new double[] {0, 1}, new double[] {0, 0});
    }
    return chart;
  }

  /** The part of true positives by score, beside the diagonal of perfect calibration. */
  static XYChart reliability(Calibration calibration) {
    XYChart chart =
        Charts.ofShares(
            "Reliability (expected calibration error %s)"
                .formatted(Figures.three(calibration.expectedError())),
            "mean score of the bin",
            "precision at IoU .5");
    chart.getStyler().setXAxisMin(0.0);
    chart.getStyler().setXAxisMax(1.0);
    Charts.line(chart, "perfect", new double[] {0, 1}, new double[] {0, 1});
    List<Calibration.Bin> filled =
        calibration.bins().stream().filter(bin -> bin.count() > 0).toList();
    if (!filled.isEmpty()) {
      chart.addSeries(
          "measured",
          filled.stream().mapToDouble(Calibration.Bin::meanScore).toArray(),
          filled.stream().mapToDouble(Calibration.Bin::precision).toArray());
    }
    return chart;
  }

  /** Per cent of each true class. */
  static HeatMapChart confusion(ConfusionMatrix matrix) {
    HeatMapChart chart =
        new HeatMapChartBuilder()
            .width(Charts.WIDTH)
            .height(Charts.HEIGHT)
            .title(
                "Confusion, per cent of each true class (score >= %s)".formatted(matrix.minScore()))
            .xAxisTitle("predicted")
            .yAxisTitle("true")
            .build();
    chart.getStyler().setShowValue(true);
    chart.getStyler().setHeatMapValueDecimalPattern("0");
    chart.getStyler().setMin(0).setMax(PERCENT);
    chart.getStyler().setRangeColors(new Color[] {Color.WHITE, new Color(70, 130, 200)});
    int size = matrix.counts().length;
    List<String> names = new ArrayList<>();
    List<Number[]> cells = new ArrayList<>();
    for (int row = 0; row < size; row++) {
      names.add(matrix.name(row));
      int all = 0;
      for (int count : matrix.counts()[row]) {
        all += count;
      }
      for (int column = 0; column < size; column++) {
        int share = Math.round(PERCENT * matrix.counts()[row][column] / (float) Math.max(1, all));
        // The first row of a matrix is read at the top, the axis begins at the bottom.
        cells.add(new Number[] {column, size - 1 - row, share});
      }
    }
    List<String> upwards = new ArrayList<>(names);
    Collections.reverse(upwards);
    chart.addSeries("confusion", names, upwards, cells);
    return chart;
  }
}

package io.frameflow.train.evaluation.report;

import io.frameflow.train.charts.LineChart;
import io.frameflow.train.evaluation.diagnosis.Calibration;
import io.frameflow.train.evaluation.diagnosis.ConfusionMatrix;
import io.frameflow.train.evaluation.diagnosis.PrecisionRecallCurve;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;

/** Pictures of what the detections are worth. */
public final class DetectionCharts {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 600;
  private static final int PERCENT = 100;

  private DetectionCharts() {}

  /** A line per class that has objects and detections. */
  public static LineChart precisionRecall(List<PrecisionRecallCurve> curves) {
    LineChart chart =
        LineChart.ofShares("Precision and recall at IoU .5", "recall", "precision").alongShares();
    for (PrecisionRecallCurve curve : curves) {
      if (curve.truths() > 0 && curve.scores().length > 0) {
        chart.add(curve.label(), curve.recall(), curve.interpolated());
      }
    }
    if (chart.isEmpty()) {
      chart.add("none", new double[] {0, 1}, new double[] {0, 0});
    }
    return chart;
  }

  /** The part of true positives by score, beside the diagonal of perfect calibration. */
  static LineChart reliability(Calibration calibration) {
    LineChart chart =
        LineChart.ofShares(
                "Reliability (expected calibration error %s)"
                    .formatted(Figures.three(calibration.expectedError())),
                "mean score of the bin",
                "precision at IoU .5")
            .alongShares()
            .add("perfect", new double[] {0, 1}, new double[] {0, 1});
    List<Calibration.Bin> filled =
        calibration.bins().stream().filter(bin -> bin.count() > 0).toList();
    return chart.addPoints(
        "measured",
        filled.stream().mapToDouble(Calibration.Bin::meanScore).toArray(),
        filled.stream().mapToDouble(Calibration.Bin::precision).toArray());
  }

  /** Per cent of each true class. */
  static HeatMapChart confusion(ConfusionMatrix matrix) {
    HeatMapChart chart =
        new HeatMapChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(
                "Confusion, per cent of each true class (score >= %s)".formatted(matrix.minScore()))
            .xAxisTitle("predicted")
            .yAxisTitle("true")
            .build();
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
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

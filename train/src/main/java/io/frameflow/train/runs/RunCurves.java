package io.frameflow.train.runs;

import io.frameflow.train.charts.LineChart;
import io.frameflow.train.charts.PngFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Pictures of how a run went: losses smoothed over the last steps, learning rate, mAP. */
final class RunCurves {

  private static final int WINDOW = 20;

  private RunCurves() {}

  /** Writes PNG files; what has no points is not drawn and has no file. */
  static void write(RunFolder folder, String title, RunRecords records) throws IOException {
    Map<Path, LineChart> charts = new LinkedHashMap<>();
    charts.put(folder.lossCurve(), losses(title, records.steps().rows()));
    charts.put(folder.rateCurve(), rate(title, records.steps().rows()));
    charts.put(folder.validationCurve(), validation(title, records.validation().rows()));
    for (Map.Entry<Path, LineChart> chart : charts.entrySet()) {
      if (!chart.getValue().isEmpty()) {
        PngFile.write(chart.getKey(), chart.getValue());
      }
    }
  }

  static LineChart losses(String title, List<MetricsLog.Row> rows) {
    double[] steps = of(rows, row -> row.step() + 1.0);
    return new LineChart(title, "step", "loss, mean of " + WINDOW + " steps")
        .add("classes", steps, smooth(rows, row -> row.result().classLoss()))
        .add("boxes", steps, smooth(rows, row -> row.result().boxLoss()));
  }

  static LineChart rate(String title, List<MetricsLog.Row> rows) {
    return new LineChart(title, "step", "learning rate")
        .add("rate", of(rows, row -> row.step() + 1.0), of(rows, MetricsLog.Row::rate));
  }

  static LineChart validation(String title, List<ValidationLog.Row> rows) {
    double[] steps = of(rows, ValidationLog.Row::step);
    return new LineChart(title, "step", "validation")
        .add("mAP@.5", steps, of(rows, ValidationLog.Row::map50))
        .add("mAP@.5, 11-point", steps, of(rows, ValidationLog.Row::map50Voc07))
        .add("mAP@.5:.95", steps, of(rows, ValidationLog.Row::map5095));
  }

  private static <T> double[] of(List<T> rows, ToDoubleFunction<T> value) {
    return rows.stream().mapToDouble(value).toArray();
  }

  static double[] smooth(List<MetricsLog.Row> rows, ToDoubleFunction<MetricsLog.Row> value) {
    double[] means = new double[rows.size()];
    double sum = 0;
    for (int i = 0; i < means.length; i++) {
      sum += value.applyAsDouble(rows.get(i));
      if (i >= WINDOW) {
        sum -= value.applyAsDouble(rows.get(i - WINDOW));
      }
      means[i] = sum / Math.min(i + 1, WINDOW);
    }
    return means;
  }
}

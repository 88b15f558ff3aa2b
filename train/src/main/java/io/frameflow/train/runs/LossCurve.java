package io.frameflow.train.runs;

import io.frameflow.detector.files.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A picture of a run's losses, smoothed over the last steps. */
final class LossCurve {

  private static final int WIDTH = 900;
  private static final int HEIGHT = 500;
  private static final int WINDOW = 20;

  private LossCurve() {}

  /** Writes a PNG; without any step there is nothing to draw and no file. */
  static void write(Path file, String title, List<MetricsLog.Row> rows) throws IOException {
    if (rows.isEmpty()) {
      return;
    }
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle("step")
            .yAxisTitle("loss, mean of " + WINDOW + " steps")
            .build();
    double[] steps = rows.stream().mapToDouble(MetricsLog.Row::step).toArray();
    add(chart, "classes", steps, smooth(rows, row -> row.result().classLoss()));
    add(chart, "boxes", steps, smooth(rows, row -> row.result().boxLoss()));
    WholeFile.write(file, out -> ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png", out));
  }

  private static void add(XYChart chart, String name, double[] x, double[] y) {
    chart.addSeries(name, x, y).setMarker(SeriesMarkers.NONE);
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

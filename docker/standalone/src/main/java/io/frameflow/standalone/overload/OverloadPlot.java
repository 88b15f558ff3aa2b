package io.frameflow.standalone.overload;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Pictures of the load over time: {@code lag.png} and {@code rates.png}. */
final class OverloadPlot {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 450;

  private OverloadPlot() {}

  static void write(Path directory, String title, List<Sample> samples) throws IOException {
    double[] seconds = samples.stream().mapToDouble(Sample::seconds).toArray();
    XYChart lag = chart(title, "lag of detected frames, s");
    add(lag, "lag", seconds, samples.stream().mapToDouble(s -> s.lagMillis() / 1e3).toArray());
    write(lag, directory.resolve("lag.png"));
    XYChart rates = chart(title, "frames/s");
    add(rates, "in", seconds, rates(samples, Sample::in));
    add(rates, "detected", seconds, rates(samples, Sample::detected));
    add(rates, "dropped", seconds, rates(samples, Sample::dropped));
    write(rates, directory.resolve("rates.png"));
  }

  private static XYChart chart(String title, String unit) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle("seconds")
            .yAxisTitle(unit)
            .build();
    chart.getStyler().setYAxisMin(0.0).setLegendPosition(LegendPosition.OutsideE);
    return chart;
  }

  private static void add(XYChart chart, String name, double[] seconds, double[] values) {
    chart.addSeries(name, seconds, values).setMarker(SeriesMarkers.NONE);
  }

  /** Readers see frames when they are committed, so a rate is taken over several samples. */
  private static double[] rates(List<Sample> samples, ToDoubleFunction<Sample> total) {
    int over = 10;
    double[] rates = new double[samples.size()];
    for (int i = 1; i < rates.length; i++) {
      Sample from = samples.get(Math.max(0, i - over));
      Sample to = samples.get(i);
      double seconds = Math.max(1e-3, to.seconds() - from.seconds());
      rates[i] = (total.applyAsDouble(to) - total.applyAsDouble(from)) / seconds;
    }
    return rates;
  }

  private static void write(XYChart chart, Path file) throws IOException {
    BufferedImage picture = BitmapEncoder.getBufferedImage(chart);
    ImageIO.write(picture, "png", file.toFile());
  }
}

package io.frameflow.standalone.soak;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Pictures of a part's memory over its life: one of the sizes, one of the counts. */
final class MemoryPlot {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 450;

  private MemoryPlot() {}

  /** Writes {@code NAME-memory.png} and {@code NAME-counts.png}. */
  static void write(Path directory, String name, List<MemorySample> samples) throws IOException {
    write(directory.resolve(name + "-memory.png"), name, "MB", true, samples);
    write(directory.resolve(name + "-counts.png"), name, "count", false, samples);
  }

  private static void write(
      Path file, String name, String unit, boolean bytes, List<MemorySample> samples)
      throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(name)
            .xAxisTitle(name + " done")
            .yAxisTitle(unit)
            .build();
    chart.getStyler().setYAxisMin(0.0).setLegendPosition(LegendPosition.OutsideE);
    double[] done = samples.stream().mapToDouble(MemorySample::done).toArray();
    for (Quantity quantity : of(bytes)) {
      double[] values = samples.stream().mapToDouble(quantity::plotted).toArray();
      chart.addSeries(quantity.title(), done, values).setMarker(SeriesMarkers.NONE);
    }
    BufferedImage picture = BitmapEncoder.getBufferedImage(chart);
    ImageIO.write(picture, "png", file.toFile());
  }

  private static List<Quantity> of(boolean bytes) {
    List<Quantity> quantities = new ArrayList<>();
    for (Quantity quantity : Quantity.values()) {
      if (quantity.isBytes() == bytes) {
        quantities.add(quantity);
      }
    }
    return quantities;
  }
}

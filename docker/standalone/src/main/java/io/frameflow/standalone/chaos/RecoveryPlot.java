package io.frameflow.standalone.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Recovery times in the order of the faults, a colour for each kind. */
final class RecoveryPlot {

  private RecoveryPlot() {}

  static void write(List<Recovery> recoveries, Path file) throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(1100)
            .height(600)
            .title("Time until the job was well again")
            .xAxisTitle("fault")
            .yAxisTitle("seconds")
            .build();
    chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setMarkerSize(9);
    chart.getStyler().setYAxisMin(0.0);
    for (FaultKind kind : FaultKind.values()) {
      List<Integer> numbers = new ArrayList<>();
      List<Double> seconds = new ArrayList<>();
      for (Recovery recovery : recoveries) {
        if (recovery.kind() == kind) {
          numbers.add(recovery.number());
          seconds.add(recovery.recoverySeconds());
        }
      }
      if (!numbers.isEmpty()) {
        chart.addSeries(kind.label(), numbers, seconds);
      }
    }
    ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png", file.toFile());
  }
}

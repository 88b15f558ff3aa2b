package io.frameflow.bench.report;

import io.frameflow.bench.measuring.Contender.Role;
import io.frameflow.bench.measuring.Row;
import io.frameflow.train.charts.PngFile;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.HorizontalBarChartBuilder;

/** One picture: a panel for each stage, a bar for each contender's median. */
public final class BenchPlot {

  private static final int WIDTH = 900;
  private static final int FRAME = 120;
  private static final int BAR = 60;

  private BenchPlot() {}

  /** Draws all stages below each other. */
  public static void write(Path file, List<StageReport> stages) throws IOException {
    List<BufferedImage> panels = new ArrayList<>();
    for (StageReport stage : stages) {
      List<Row> rows = stage.rows().stream().filter(row -> row.role() != Role.LIMIT).toList();
      if (!rows.isEmpty()) {
        panels.add(BitmapEncoder.getBufferedImage(panel(stage, rows)));
      }
    }
    if (!panels.isEmpty()) {
      PngFile.write(file, below(panels));
    }
  }

  private static HorizontalBarChart panel(StageReport stage, List<Row> rows) {
    HorizontalBarChart chart =
        new HorizontalBarChartBuilder()
            .width(WIDTH)
            .height(FRAME + BAR * rows.size())
            .title(stage.name() + ": " + stage.title())
            .xAxisTitle("milliseconds, median")
            .build();
    chart.getStyler().setLegendVisible(false).setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setLabelsVisible(true);
    // The first bar is drawn at the bottom.
    List<Row> upwards = new ArrayList<>(rows);
    Collections.reverse(upwards);
    chart.addSeries(
        "median",
        upwards.stream().map(row -> row.millis().median()).toList(),
        upwards.stream().map(row -> (row.name() + " " + row.precision()).strip()).toList());
    return chart;
  }

  private static BufferedImage below(List<BufferedImage> panels) {
    int height = panels.stream().mapToInt(BufferedImage::getHeight).sum();
    BufferedImage all = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = all.createGraphics();
    int y = 0;
    for (BufferedImage panel : panels) {
      pen.drawImage(panel, 0, y, null);
      y += panel.getHeight();
    }
    pen.dispose();
    return all;
  }
}

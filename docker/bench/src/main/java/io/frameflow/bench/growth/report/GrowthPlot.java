package io.frameflow.bench.growth.report;

import io.frameflow.bench.growth.GrowthRow;
import io.frameflow.bench.growth.GrowthTable;
import io.frameflow.bench.growth.Ideal;
import io.frameflow.train.charts.LineChart;
import io.frameflow.train.charts.PngFile;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** One picture: a chart for each table, beside the straight line that it should be. */
public final class GrowthPlot {

  private GrowthPlot() {}

  /** Draws all tables below each other; writes nothing if there is none. */
  public static void write(Path file, List<GrowthTable> tables) throws IOException {
    if (!tables.isEmpty()) {
      PngFile.write(file, draw(tables));
    }
  }

  static BufferedImage draw(List<GrowthTable> tables) {
    List<BufferedImage> charts =
        tables.stream().map(GrowthPlot::chart).map(LineChart::draw).toList();
    BufferedImage picture =
        new BufferedImage(
            charts.get(0).getWidth(),
            charts.stream().mapToInt(BufferedImage::getHeight).sum(),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    int top = 0;
    for (BufferedImage chart : charts) {
      pen.drawImage(chart, 0, top, null);
      top += chart.getHeight();
    }
    pen.dispose();
    return picture;
  }

  /** Powers of ten along and up, in which what is linear is a straight line. */
  private static LineChart chart(GrowthTable table) {
    boolean level = table.ideal() == Ideal.LEVEL;
    double[] work = table.rows().stream().mapToDouble(GrowthRow::work).toArray();
    double[] measured = table.rows().stream().mapToDouble(GrowthRow::figure).toArray();
    double[] ideal = new double[work.length];
    for (int i = 0; i < ideal.length; i++) {
      ideal[i] = measured[0] * (level ? 1 : table.timesWork(i));
    }
    LineChart chart =
        new LineChart(table.name(), table.name(), table.figure())
            .alongPowers()
            .addPoints("measured", work, measured)
            .add(level ? "level" : "linear", work, ideal);
    return level ? chart.fromZero() : chart.upPowers();
  }
}

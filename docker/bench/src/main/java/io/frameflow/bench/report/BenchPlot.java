package io.frameflow.bench.report;

import io.frameflow.train.charts.PngFile;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** One picture: a panel for each stage, a bar for each contender. */
public final class BenchPlot {

  private BenchPlot() {}

  /** Draws all stages below each other; writes nothing if there is nothing but limits. */
  public static void write(Path file, List<StageReport> stages) throws IOException {
    BufferedImage picture = draw(stages);
    if (picture != null) {
      PngFile.write(file, picture);
    }
  }

  static BufferedImage draw(List<StageReport> stages) {
    List<StagePanel> panels = stages.stream().map(StagePanel::new).toList();
    int height = panels.stream().mapToInt(StagePanel::height).sum();
    if (height == 0) {
      return null;
    }
    BufferedImage picture = new BufferedImage(StagePanel.WIDTH, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, picture.getWidth(), height);
    int top = 0;
    for (StagePanel panel : panels) {
      panel.draw(pen, top);
      top += panel.height();
    }
    pen.dispose();
    return picture;
  }
}

package io.frameflow.train.charts;

import io.frameflow.detector.files.WholeFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.internal.chartpart.IChart;

/** Writes pictures as PNG, each file whole or not at all. */
public final class PngFile {

  private PngFile() {}

  /** Writes a picture. */
  public static void write(Path file, BufferedImage picture) throws IOException {
    WholeFile.write(file, out -> ImageIO.write(picture, "png", out));
  }

  /** Draws and writes a chart. */
  public static void write(Path file, LineChart chart) throws IOException {
    write(file, chart.draw());
  }

  /** Draws and writes a chart of another kind. */
  public static void write(Path file, IChart chart) throws IOException {
    write(file, BitmapEncoder.getBufferedImage(chart));
  }
}

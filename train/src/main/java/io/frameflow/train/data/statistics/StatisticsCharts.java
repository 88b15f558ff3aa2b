package io.frameflow.train.data.statistics;

import io.frameflow.detector.files.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;

/** Statistics as bar charts. */
public final class StatisticsCharts {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 500;
  private static final int ROTATED = 45;

  private StatisticsCharts() {}

  /**
   * Writes {@code classes.png}, {@code box-sizes.png}, {@code aspect-ratios.png}, {@code
   * image-sizes.png} and {@code objects-per-image.png} into a folder that exists.
   */
  public static void write(DataSetStatistics statistics, Path folder) throws IOException {
    CategoryChart classes = chart("objects and images of each class", "class", "count");
    List<String> labels = List.copyOf(statistics.objects().keySet());
    classes.addSeries("objects", labels, List.copyOf(statistics.objects().values()));
    classes.addSeries("images", labels, List.copyOf(statistics.imagesShowing().values()));
    write(classes, folder.resolve("classes.png"));
    CategoryChart boxes = chart("box sizes", "square root of the area, pixels", "boxes");
    add(boxes, "boxes", statistics.boxSides());
    write(boxes, folder.resolve("box-sizes.png"));
    CategoryChart ratios = chart("aspect ratios", "width : height", "boxes");
    add(ratios, "boxes", statistics.aspectRatios());
    write(ratios, folder.resolve("aspect-ratios.png"));
    CategoryChart images = chart("image sizes", "pixels", "images");
    add(images, "width", statistics.widths());
    add(images, "height", statistics.heights());
    write(images, folder.resolve("image-sizes.png"));
    CategoryChart counts = chart("objects per image", "objects", "images");
    add(counts, "images", statistics.objectsPerImage());
    write(counts, folder.resolve("objects-per-image.png"));
  }

  private static CategoryChart chart(String title, String x, String y) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(x)
            .yAxisTitle(y)
            .build();
    chart.getStyler().setXAxisLabelRotation(ROTATED);
    return chart;
  }

  private static void add(CategoryChart chart, String name, Histogram values) {
    chart.addSeries(name, values.names(), values.counts());
  }

  private static void write(CategoryChart chart, Path file) throws IOException {
    WholeFile.write(file, out -> ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png", out));
  }
}

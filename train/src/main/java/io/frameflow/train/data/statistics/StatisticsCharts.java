package io.frameflow.train.data.statistics;

import io.frameflow.train.charts.PngFile;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
    PngFile.write(folder.resolve("classes.png"), classes);
    CategoryChart boxes = chart("box sizes", "square root of the area, pixels", "boxes");
    add(boxes, "boxes", statistics.boxSides());
    PngFile.write(folder.resolve("box-sizes.png"), boxes);
    CategoryChart ratios = chart("aspect ratios", "width : height", "boxes");
    add(ratios, "boxes", statistics.aspectRatios());
    PngFile.write(folder.resolve("aspect-ratios.png"), ratios);
    CategoryChart images = chart("image sizes", "pixels", "images");
    add(images, "width", statistics.widths());
    add(images, "height", statistics.heights());
    PngFile.write(folder.resolve("image-sizes.png"), images);
    CategoryChart counts = chart("objects per image", "objects", "images");
    add(counts, "images", statistics.objectsPerImage());
    PngFile.write(folder.resolve("objects-per-image.png"), counts);
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
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setXAxisLabelRotation(ROTATED);
    return chart;
  }

  private static void add(CategoryChart chart, String name, Histogram values) {
    chart.addSeries(name, values.names(), values.counts());
  }
}

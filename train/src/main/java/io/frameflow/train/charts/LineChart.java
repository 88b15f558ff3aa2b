package io.frameflow.train.charts;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A picture of curves over a common axis. */
public final class LineChart {

  private static final int WIDTH = 900;
  private static final int HEIGHT = 500;

  /** A part of the axis that is far less than a pixel. */
  private static final double UNSEEN = 1e-6;

  @SuppressWarnings("ArrayRecordComponent") // drawn once, never compared
  private record Series(String name, double[] x, double[] y, boolean marked) {}

  private final String title;
  private final String xAxis;
  private final String yAxis;
  private final List<Series> series = new ArrayList<>();
  private boolean sharesUp;
  private boolean sharesAlong;
  private boolean logarithmic;
  private boolean logarithmicUp;
  private boolean fromZero;

  public LineChart(String title, String xAxis, String yAxis) {
    this.title = title;
    this.xAxis = xAxis;
    this.yAxis = yAxis;
  }

  /** A chart whose y axis goes from 0 to 1. */
  public static LineChart ofShares(String title, String xAxis, String yAxis) {
    LineChart chart = new LineChart(title, xAxis, yAxis);
    chart.sharesUp = true;
    return chart;
  }

  /** Lets the x axis go from 0 to 1, too. */
  public LineChart alongShares() {
    sharesAlong = true;
    return this;
  }

  /** Gives every tenfold of x the same room. */
  public LineChart alongPowers() {
    logarithmic = true;
    return this;
  }

  /** Gives every tenfold of y the same room. */
  public LineChart upPowers() {
    logarithmicUp = true;
    return this;
  }

  /** Lets the y axis begin at 0. */
  public LineChart fromZero() {
    fromZero = true;
    return this;
  }

  /** Adds a curve; points whose y is not a number are left out, and so is a curve without any. */
  public LineChart add(String name, double[] x, double[] y) {
    return add(name, x, y, false);
  }

  /** As {@link #add}, with a mark at each point. */
  public LineChart addPoints(String name, double[] x, double[] y) {
    return add(name, x, y, true);
  }

  private LineChart add(String name, double[] x, double[] y, boolean marked) {
    double[] keptX = new double[x.length];
    double[] keptY = new double[x.length];
    int count = 0;
    for (int i = 0; i < x.length; i++) {
      if (Double.isFinite(y[i])) {
        keptX[count] = x[i];
        keptY[count++] = y[i];
      }
    }
    if (count > 0) {
      // A curve of one point is invisible without a mark.
      series.add(
          new Series(
              name,
              Arrays.copyOf(keptX, count),
              Arrays.copyOf(keptY, count),
              marked || count == 1));
    }
    return this;
  }

  /** Whether there is nothing to draw. */
  public boolean isEmpty() {
    return series.isEmpty();
  }

  /**
   * Where x values are as far from each other as steps are, XChart marks every so many of them: 1,
   * 143, 285. One that is beside its place by next to nothing gives round numbers.
   */
  private static double[] uneven(double[] x) {
    double[] moved = x.clone();
    int last = x.length - 1;
    moved[last] -= UNSEEN * (moved[last] - moved[0]);
    return moved;
  }

  /** The picture, 900 by 500 pixels. */
  public BufferedImage draw() {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(xAxis)
            .yAxisTitle(yAxis)
            .build();
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setXAxisLogarithmic(logarithmic);
    chart.getStyler().setYAxisLogarithmic(logarithmicUp);
    if (fromZero) {
      chart.getStyler().setYAxisMin(0.0);
    }
    if (sharesUp) {
      chart.getStyler().setYAxisMin(0.0).setYAxisMax(1.0);
    }
    if (sharesAlong) {
      chart.getStyler().setXAxisMin(0.0).setXAxisMax(1.0);
    }
    for (Series curve : series) {
      chart
          .addSeries(curve.name(), uneven(curve.x()), curve.y())
          .setMarker(curve.marked() ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
    }
    return BitmapEncoder.getBufferedImage(chart);
  }
}

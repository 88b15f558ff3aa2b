package io.frameflow.train.ablation.report;

import io.frameflow.train.ablation.claims.Spread;
import io.frameflow.train.ablation.design.Cell;
import io.frameflow.train.ablation.design.Experiment;
import io.frameflow.train.ablation.design.Quantity;
import io.frameflow.train.ablation.design.Results;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * Bars of every cell compared with the reference, beside the same of the paper: its data set is
 * another one, so that differences and ratios can be set side by side, but not figures.
 */
final class ExperimentChart {

  private static final int WIDTH = 900;
  private static final int HEIGHT = 450;
  private static final double POINTS = 100;

  private ExperimentChart() {}

  /** The picture, with the standard deviation over seeds; empty if nothing was measured. */
  static Optional<BufferedImage> draw(Experiment experiment, Results results) {
    List<Cell> shown =
        experiment.cells().stream()
            .filter(cell -> !cell.equals(experiment.reference()))
            .filter(cell -> spread(experiment, cell, results).count() > 0)
            .toList();
    if (shown.isEmpty()) {
      return Optional.empty();
    }
    boolean isPoints = experiment.unit() == Quantity.Unit.POINTS;
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(experiment.title())
            .yAxisTitle(
                (isPoints ? "points of mAP@.5 above " : "times the figure of ")
                    + experiment.reference().label())
            .build();
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    List<String> labels = shown.stream().map(Cell::label).toList();
    List<Double> means = new ArrayList<>();
    List<Double> deviations = new ArrayList<>();
    for (Cell cell : shown) {
      Spread spread = spread(experiment, cell, results);
      means.add(spread.mean());
      deviations.add(spread.deviation());
    }
    chart.addSeries("this data", labels, means, deviations);
    experiment
        .paper()
        .byNetwork()
        .forEach((network, byCell) -> add(chart, network, byCell, experiment, shown, labels));
    return Optional.of(BitmapEncoder.getBufferedImage(chart));
  }

  private static void add(
      CategoryChart chart,
      String network,
      Map<String, Double> byCell,
      Experiment experiment,
      List<Cell> shown,
      List<String> labels) {
    Double reference = byCell.get(experiment.reference().id());
    if (reference == null || shown.stream().noneMatch(cell -> byCell.containsKey(cell.id()))) {
      return;
    }
    List<Double> values = new ArrayList<>();
    for (Cell cell : shown) {
      Double figure = byCell.get(cell.id());
      values.add(
          figure == null ? null : inUnit(experiment, experiment.unit().compare(figure, reference)));
    }
    chart.addSeries("paper, " + network, labels, values);
  }

  private static Spread spread(Experiment experiment, Cell cell, Results results) {
    return Spread.of(
        Quantity.of(experiment.unit(), cell, experiment.reference()).of(results).values().stream()
            .map(compared -> inUnit(experiment, compared))
            .toList());
  }

  private static double inUnit(Experiment experiment, double compared) {
    return experiment.unit() == Quantity.Unit.POINTS ? POINTS * compared : compared;
  }
}

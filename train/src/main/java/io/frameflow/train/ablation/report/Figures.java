package io.frameflow.train.ablation.report;

import io.frameflow.train.ablation.claims.Spread;
import io.frameflow.train.ablation.design.Cell;
import io.frameflow.train.ablation.design.Experiment;
import io.frameflow.train.ablation.design.Measure;
import io.frameflow.train.ablation.design.Quantity;
import io.frameflow.train.ablation.design.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The cells of an experiment as a table: mean and standard deviation over seeds, and the paper. */
final class Figures {

  private Figures() {}

  /** Rows of texts, the head first. */
  static List<List<String>> of(Experiment experiment, Results results) {
    List<Measure> extras = shownExtras(experiment, results);
    List<String> head = new ArrayList<>();
    head.add("");
    head.add(title(experiment));
    head.add("seeds");
    extras.forEach(measure -> head.add(measure.title()));
    experiment.paper().byNetwork().keySet().forEach(network -> head.add("paper, " + network));
    List<List<String>> rows = new ArrayList<>();
    rows.add(head);
    for (Cell cell : experiment.cells()) {
      List<String> row = new ArrayList<>();
      Spread spread = results.spread(cell.measurement(), cell.measure());
      row.add(cell.label());
      row.add(withSpread(cell.measure(), spread));
      row.add(Integer.toString(spread.count()));
      for (Measure extra : extras) {
        row.add(withSpread(extra, results.spread(cell.measurement(), extra)));
      }
      for (Map<String, Double> byCell : experiment.paper().byNetwork().values()) {
        Double figure = byCell.get(cell.id());
        row.add(figure == null ? "" : paper(experiment, figure));
      }
      rows.add(row);
    }
    return rows;
  }

  private static List<Measure> shownExtras(Experiment experiment, Results results) {
    return experiment.extras().stream()
        .filter(
            measure ->
                experiment.measurements().stream()
                    .anyMatch(measurement -> !results.of(measurement, measure).isEmpty()))
        .toList();
  }

  /** What the cells have in common: of times that are told apart, the unit. */
  private static String title(Experiment experiment) {
    String title = experiment.cells().get(0).measure().title();
    return experiment.unit() == Quantity.Unit.TIMES
        ? title.substring(title.lastIndexOf(' ') + 1)
        : title;
  }

  private static String paper(Experiment experiment, double figure) {
    return switch (experiment.unit()) {
      case POINTS -> Measure.MAP50.format(figure).replaceAll("0$", "");
      case TIMES -> Double.toString(figure);
    };
  }

  static String withSpread(Measure measure, Spread spread) {
    return spread.count() < 2
        ? measure.format(spread.mean())
        : measure.format(spread.mean()) + " ± " + measure.format(spread.deviation());
  }
}

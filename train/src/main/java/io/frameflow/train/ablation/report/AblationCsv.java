package io.frameflow.train.ablation.report;

import io.frameflow.train.ablation.design.Cell;
import io.frameflow.train.ablation.design.Experiment;
import io.frameflow.train.ablation.design.Results;
import java.util.List;

/** Every figure in a line of its own: experiment, cell, measurement, seed, measure, value. */
final class AblationCsv {

  private static final String HEADER = "experiment,cell,measurement,seed,measure,value\n";

  private AblationCsv() {}

  static String of(List<Experiment> experiments, Results results) {
    StringBuilder text = new StringBuilder(HEADER);
    for (Experiment experiment : experiments) {
      for (Cell cell : experiment.cells()) {
        results
            .of(cell.measurement())
            .forEach(
                (seed, figures) ->
                    figures.forEach(
                        (measure, value) ->
                            text.append(
                                "%s,%s,%s,%d,%s,%s\n"
                                    .formatted(
                                        experiment.id(),
                                        cell.id(),
                                        cell.measurement().id(),
                                        seed,
                                        measure.key(),
                                        Double.isFinite(value) ? value.toString() : ""))));
      }
    }
    return text.toString();
  }
}

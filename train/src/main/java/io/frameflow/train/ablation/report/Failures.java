package io.frameflow.train.ablation.report;

import io.frameflow.train.ablation.design.Experiment;
import io.frameflow.train.ablation.design.Measurement;
import io.frameflow.train.ablation.design.Results;
import java.util.ArrayList;
import java.util.List;

/** What an experiment lacks, and why, a line each. */
final class Failures {

  private Failures() {}

  static List<String> of(Experiment experiment, Results results) {
    List<String> lines = new ArrayList<>();
    for (Measurement measurement : experiment.measurements()) {
      results
          .failures(measurement)
          .forEach(
              (seed, reason) ->
                  lines.add("failed: %s, seed %d: %s".formatted(measurement.id(), seed, reason)));
    }
    return lines;
  }
}

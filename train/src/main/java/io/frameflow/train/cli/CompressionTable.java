package io.frameflow.train.cli;

import io.frameflow.train.compression.Comparison;
import io.frameflow.train.compression.LayerCut;
import io.frameflow.train.compression.ModelCompression;
import io.frameflow.train.compression.TimePair;
import io.frameflow.train.evaluation.EvaluationReport;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What a compression cost and gained, as a table for the terminal. */
final class CompressionTable {

  private CompressionTable() {}

  static String of(ModelCompression.Outcome outcome) {
    StringBuilder table = new StringBuilder();
    for (LayerCut cut : outcome.cuts()) {
      table.append(
          String.format(
              Locale.ROOT,
              "%s: %d to %d at rank %d, %.2f %% of the energy, %.1f %% of the parameters (%.1f"
                  + " s)%n",
              cut.layer(),
              cut.inputs(),
              cut.outputs(),
              cut.rank(),
              100 * cut.energy(),
              100 * cut.parameterShare(),
              cut.seconds()));
    }
    table.append("%-28s %10s %10s %10s%n".formatted("", "before", "after", "change"));
    table.append(times("head, ms of %d RoIs".formatted(outcome.rois()), outcome.head()));
    outcome.comparison().ifPresent(comparison -> append(table, comparison));
    return table.toString();
  }

  private static void append(StringBuilder table, Comparison comparison) {
    table.append(times("network, ms per image", comparison.network()));
    table.append(times("total, ms per image", comparison.total()));
    table.append(figure("mAP@.5", comparison, EvaluationReport::map50));
    table.append(figure("mAP@.5, 11-point", comparison, EvaluationReport::map50Voc07));
    table.append(figure("mAP@.5:.95", comparison, EvaluationReport::map5095));
  }

  private static String times(String what, TimePair pair) {
    return String.format(
        Locale.ROOT,
        "%-28s %10.2f %10.2f %+9.1f%%%n",
        what,
        pair.beforeMillis(),
        pair.afterMillis(),
        100 * (pair.ratio() - 1));
  }

  private static String figure(
      String what, Comparison comparison, ToDoubleFunction<EvaluationReport> figure) {
    double before = figure.applyAsDouble(comparison.before());
    double after = figure.applyAsDouble(comparison.after());
    return String.format(
        Locale.ROOT, "%-28s %10.4f %10.4f %+10.4f%n", what, before, after, after - before);
  }
}

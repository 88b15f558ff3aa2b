package io.frameflow.train.ablation.report;

import io.frameflow.train.ablation.claims.Verdict;
import io.frameflow.train.ablation.design.Claim;
import io.frameflow.train.ablation.design.Experiment;
import io.frameflow.train.ablation.design.Results;
import java.util.List;

/** Figures and verdicts for the terminal. */
public final class AblationTable {

  private AblationTable() {}

  /** All experiments, one after the other. */
  public static String of(List<Experiment> experiments, Results results) {
    StringBuilder text = new StringBuilder();
    for (Experiment experiment : experiments) {
      text.append("%n%s (%s)%n".formatted(experiment.title(), experiment.id()));
      append(text, Figures.of(experiment, results));
      for (Claim claim : experiment.claims()) {
        Verdict verdict = claim.judge(results);
        text.append("  %s: %s%n".formatted(verdict.outcome().words(), claim.statement()));
        text.append("    %s; the paper: %s%n".formatted(verdict.finding(), claim.paper()));
      }
      Failures.of(experiment, results).forEach(line -> text.append("  %s%n".formatted(line)));
    }
    return text.toString();
  }

  private static void append(StringBuilder text, List<List<String>> rows) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      text.append("  ");
      for (int i = 0; i < columns; i++) {
        String format =
            i == 0 ? "%-" + Math.max(1, widths[i]) + "s" : "  %" + Math.max(1, widths[i]) + "s";
        text.append(format.formatted(row.get(i)));
      }
      text.append(System.lineSeparator());
    }
  }
}

package io.frameflow.train.evaluation.report;

import io.frameflow.train.evaluation.ClassResult;
import io.frameflow.train.evaluation.EvaluationReport;

/** An evaluation's average precisions as a table for the terminal. */
public final class EvaluationTable {
  private static final String ROW = "%-20s %8s %8s %9s %8s %8s %8s%n";

  private EvaluationTable() {}

  /** A header, a row per class and the mean row; "-" where a figure is undefined. */
  public static String of(EvaluationReport report) {
    StringBuilder table = new StringBuilder();
    table.append(
        ROW.formatted("class", "objects", "found", "false", "AP@.5", "11-point", "@.5:.95"));
    int objects = 0;
    int found = 0;
    int wrong = 0;
    for (ClassResult c : report.classes()) {
      table.append(
          ROW.formatted(
              c.label(),
              c.truths(),
              c.truePositives(),
              c.falsePositives(),
              Figures.four(c.ap50()),
              Figures.four(c.ap50Voc07()),
              Figures.four(c.ap5095())));
      objects += c.truths();
      found += c.truePositives();
      wrong += c.falsePositives();
    }
    table.append(
        ROW.formatted(
            "mean",
            objects,
            found,
            wrong,
            Figures.four(report.map50()),
            Figures.four(report.map50Voc07()),
            Figures.four(report.map5095())));
    return table.toString();
  }
}

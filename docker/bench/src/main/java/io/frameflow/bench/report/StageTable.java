package io.frameflow.bench.report;

import io.frameflow.bench.measuring.Contender;
import io.frameflow.bench.measuring.Row;
import io.frameflow.bench.measuring.Spread;
import io.frameflow.bench.stages.Stage.Absentee;
import java.util.Locale;

/** The one table, stage by stage. */
public final class StageTable {

  private StageTable() {}

  /** The names of the columns. */
  public static String head() {
    return line(
        "stage, contender",
        "",
        "median ms",
        "quartiles",
        "per s",
        "x ours",
        "quartiles",
        "GMAC/s",
        "of limit",
        "");
  }

  /** One stage's lines. */
  public static String of(StageReport stage) {
    StringBuilder text = new StringBuilder();
    text.append(stage.name()).append(": ").append(stage.title());
    for (Row row : stage.rows()) {
      text.append('\n').append(of(row));
    }
    for (Absentee absentee : stage.absentees()) {
      text.append('\n')
          .append(
              line(
                  "  " + absentee.name(),
                  absentee.precision(),
                  "-",
                  "",
                  "",
                  "",
                  "",
                  "",
                  "",
                  "not available: " + absentee.why()));
    }
    return text.toString();
  }

  private static String of(Row row) {
    Spread millis = row.millis();
    return line(
        "  " + row.name(),
        row.precision(),
        number(millis.median()),
        number(millis.lowerQuartile()) + " .. " + number(millis.upperQuartile()),
        row.role() == Contender.Role.DELAY ? "" : number(1e3 / millis.median()),
        row.ratio() == null ? "" : format("%.2f", row.ratio().median()),
        row.ratio() == null
            ? ""
            : format("%.2f", row.ratio().lowerQuartile())
                + " .. "
                + format("%.2f", row.ratio().upperQuartile()),
        row.gigaMultiplyAddsPerSecond() == 0 ? "" : format("%.1f", row.gigaMultiplyAddsPerSecond()),
        row.shareOfLimit() == null ? "" : format("%.0f %%", 100 * row.shareOfLimit()),
        row.remark());
  }

  private static String line(Object... columns) {
    return String.format(Locale.ROOT, "%-34s %-5s %10s %19s %8s %7s %15s %8s %8s  %s", columns)
        .stripTrailing();
  }

  /** With three digits that say something. */
  public static String number(double millis) {
    return millis >= 100
        ? format("%.0f", millis)
        : millis >= 10
            ? format("%.1f", millis)
            : millis >= 1 ? format("%.2f", millis) : format("%.3f", millis);
  }

  private static String format(String pattern, double value) {
    return String.format(Locale.ROOT, pattern, value);
  }
}

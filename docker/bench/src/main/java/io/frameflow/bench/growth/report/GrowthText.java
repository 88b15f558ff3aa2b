package io.frameflow.bench.growth.report;

import io.frameflow.bench.growth.Bend;
import io.frameflow.bench.growth.GrowthRow;
import io.frameflow.bench.growth.GrowthTable;
import io.frameflow.bench.growth.Sizing;
import io.frameflow.bench.report.StageTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tables and sizing for the terminal. */
public final class GrowthText {

  private static final int LABEL = 16;
  private static final int LEAST_COLUMN = 9;
  private static final double MEGA = 1e6;

  private GrowthText() {}

  /** A table with its columns' names, and the line that says where it bends. */
  public static String of(GrowthTable table) {
    List<String> columns =
        new ArrayList<>(List.of(table.figure(), "x work", "x first", "per unit"));
    columns.addAll(table.rows().get(0).details().keySet());
    StringBuilder text = new StringBuilder();
    text.append(table.name()).append(": ").append(table.title()).append('\n');
    text.append(line("", columns, columns));
    for (int row = 0; row < table.rows().size(); row++) {
      text.append('\n').append(line(table.rows().get(row).label(), columns, cells(table, row)));
    }
    return text.append("\n  ").append(Bend.sentence(table)).append('\n').toString();
  }

  private static List<String> cells(GrowthTable table, int row) {
    GrowthRow measured = table.rows().get(row);
    List<String> cells = new ArrayList<>();
    cells.add(StageTable.number(measured.figure()));
    cells.add(format("%.2f", table.timesWork(row)));
    cells.add(format("%.2f", table.timesFirst(row)));
    cells.add(format("%.2f", table.perUnit(row)));
    measured.details().values().forEach(value -> cells.add(StageTable.number(value)));
    return cells;
  }

  private static String line(String label, List<String> columns, List<String> cells) {
    StringBuilder line = new StringBuilder(format("  %-" + LABEL + "s", label));
    for (int i = 0; i < cells.size(); i++) {
      int width = Math.max(LEAST_COLUMN, columns.get(i).length());
      line.append(format("  %" + width + "s", cells.get(i)));
    }
    return line.toString();
  }

  /** Every figure of the sizing with the ones that it comes from. */
  public static String of(Sizing sizing) {
    return format(
        """
        sizing: %,d cameras at %s frames/s, from one full machine with everything on it
          frames/s per core        %10s   %s frames/s on %d cores
          frames/s of all cameras  %10s   %,d x %s
          cores                    %10s   %s / %s; leave room for peaks
          Kafka in, bytes a frame  %10s   each replica
          Kafka in, MB/s           %10s
          Kafka out, bytes a frame %10s   each replica
          Kafka out, MB/s          %10s
        """,
        sizing.cameras(),
        plain(sizing.cameraRate()),
        StageTable.number(sizing.framesPerSecondPerCore()),
        StageTable.number(sizing.framesPerSecond()),
        sizing.cores(),
        whole(sizing.load()),
        sizing.cameras(),
        plain(sizing.cameraRate()),
        whole(Math.ceil(sizing.coresNeeded())),
        whole(sizing.load()),
        StageTable.number(sizing.framesPerSecondPerCore()),
        whole(sizing.bytesIn()),
        StageTable.number(sizing.bytesPerSecondIn() / MEGA),
        whole(sizing.bytesOut()),
        StageTable.number(sizing.bytesPerSecondOut() / MEGA));
  }

  /** Without a decimal point where there is nothing behind it. */
  private static String plain(double value) {
    return value == Math.rint(value) ? format("%.0f", value) : format("%s", value);
  }

  private static String whole(double value) {
    return format("%,.0f", value);
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}

package io.frameflow.bench.growth;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Where a figure leaves its ideal: in the first row with an {@link GrowthTable#efficiency
 * efficiency} under {@link #LEAST}. A cost bends where a unit of work costs more than 1 / .9 times
 * as much as in the first row.
 */
public final class Bend {

  /** The least efficiency that still counts as the ideal. */
  public static final double LEAST = .9;

  /** The rule, for readers of the tables. */
  public static final String RULE =
      "A table bends at the first row under "
          + LEAST
          + " of linear; of a cost, at the first row over 1 / "
          + LEAST
          + " times linear.";

  private Bend() {}

  /** Index of the row in which the figure bends, or nothing. */
  public static OptionalInt row(GrowthTable table) {
    return IntStream.range(1, table.rows().size())
        .filter(row -> table.efficiency(row) < LEAST)
        .findFirst();
  }

  /**
   * One line that says up to where the figure grows as it should, such as {@code linear up to 4
   * slots; bends at 8 slots (6.10 times the first with 8 times as many)}. Of a cost that hardly
   * changes at first, up to where it is level as well.
   */
  public static String sentence(GrowthTable table) {
    OptionalInt bend = row(table);
    int last = table.rows().size() - 1;
    int good = bend.isEmpty() ? last : bend.getAsInt() - 1;
    if (bend.isPresent() && good == 0) {
      return "bends at %s already (%s)".formatted(label(table, 1), growth(table, 1));
    }
    String upTo = "%s up to %s".formatted(word(table, good), label(table, good));
    return bend.isEmpty()
        ? "%s, the most measured (%s)".formatted(upTo, growth(table, last))
        : "%s; bends at %s (%s)".formatted(upTo, label(table, good + 1), growth(table, good + 1));
  }

  private static String label(GrowthTable table, int row) {
    return table.rows().get(row).label();
  }

  private static String word(GrowthTable table, int good) {
    return switch (table.ideal()) {
      case COST -> level(table, good) + "no worse than linear";
      case YIELD -> "linear";
      case LEVEL -> "level";
    };
  }

  /** Up to where a cost is within the rule's tenth of the first row's, if that is beyond it. */
  private static String level(GrowthTable table, int good) {
    int level = 0;
    while (level < good && table.timesFirst(level + 1) * LEAST <= 1) {
      level++;
    }
    return level == 0 ? "" : "level up to %s, ".formatted(label(table, level));
  }

  private static String growth(GrowthTable table, int row) {
    String times = format("%.2f times the first", table.timesFirst(row));
    return switch (table.ideal()) {
      case COST -> times + format(" at %.1f times the work", table.timesWork(row));
      case YIELD -> times + format(" with %.0f times as many", table.timesWork(row));
      case LEVEL -> times;
    };
  }

  private static String format(String pattern, double value) {
    return String.format(Locale.ROOT, pattern, value);
  }
}

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

  /** One line that says up to where the figure grows as it should. */
  public static String sentence(GrowthTable table) {
    OptionalInt bend = row(table);
    if (bend.isEmpty()) {
      int last = table.rows().size() - 1;
      return "%s up to %s, the most measured (%s)"
          .formatted(word(table.ideal()), label(table, last), remains(table, last));
    }
    int at = bend.getAsInt();
    String what = "%s (%s)".formatted(label(table, at), remains(table, at));
    return at == 1
        ? "bends at %s already".formatted(what)
        : "%s up to %s; bends at %s".formatted(word(table.ideal()), label(table, at - 1), what);
  }

  private static String label(GrowthTable table, int row) {
    return table.rows().get(row).label();
  }

  private static String word(Ideal ideal) {
    return switch (ideal) {
      case COST -> "no worse than linear";
      case YIELD -> "linear";
      case LEVEL -> "level";
    };
  }

  private static String remains(GrowthTable table, int row) {
    String pattern =
        switch (table.ideal()) {
          case COST -> "%.2f times linear";
          case YIELD -> "%.2f of linear";
          case LEVEL -> "%.2f of the first";
        };
    return String.format(Locale.ROOT, pattern, table.perUnit(row));
  }
}

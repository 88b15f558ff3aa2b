package io.frameflow.bench.growth;

import java.util.List;

/**
 * One figure at growing amounts of work.
 *
 * @param name as the command line has it
 * @param title what is measured, and how
 * @param figure what the figure is, with its unit
 * @param ideal how the figure would grow at best
 * @param rows at least one, the smallest amount of work first
 */
public record GrowthTable(
    String name, String title, String figure, Ideal ideal, List<GrowthRow> rows) {

  /**
   * @throws IllegalArgumentException if there is no row, or one with less work than the one before
   */
  public GrowthTable {
    rows = List.copyOf(rows);
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("table " + name + " has no row");
    }
    for (int i = 1; i < rows.size(); i++) {
      if (rows.get(i).work() < rows.get(i - 1).work()) {
        throw new IllegalArgumentException(
            "table %s: %s comes after %s, which is more work"
                .formatted(name, rows.get(i).label(), rows.get(i - 1).label()));
      }
    }
  }

  /** How many times the first row's work a row has. */
  public double timesWork(int row) {
    return rows.get(row).work() / rows.get(0).work();
  }

  /** How many times the first row's figure a row has. */
  public double timesFirst(int row) {
    return rows.get(row).figure() / rows.get(0).figure();
  }

  /** The same by unit of work: 1 where the figure grows as it should. */
  public double perUnit(int row) {
    return ideal.perUnit(timesFirst(row), timesWork(row));
  }

  /** What is left of the ideal in a row, 1 for all of it; more where it does better. */
  public double efficiency(int row) {
    return ideal.efficiency(perUnit(row));
  }
}

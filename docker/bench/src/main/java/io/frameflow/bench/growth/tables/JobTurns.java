package io.frameflow.bench.growth.tables;

import io.frameflow.bench.measuring.Rounds;
import io.frameflow.bench.measuring.Spread;
import java.util.List;

/** Rows with jobs, which take turns as contenders do, and bring their own warm-up. */
final class JobTurns {

  /** One turn of one row. */
  @FunctionalInterface
  interface Turn {
    /** What was measured in it. */
    double figure() throws Exception;
  }

  private JobTurns() {}

  /**
   * The median of each row's turns.
   *
   * @return in the order of the rows
   */
  static double[] medians(int rounds, List<Turn> rows) throws Exception {
    double[][] figures = new double[rows.size()][rounds];
    for (int round = 0; round < rounds; round++) {
      for (int row : Rounds.order(round, rows.size())) {
        figures[row][round] = rows.get(row).figure();
      }
    }
    double[] medians = new double[rows.size()];
    for (int row = 0; row < medians.length; row++) {
      medians[row] = Spread.of(figures[row]).median();
    }
    return medians;
  }
}

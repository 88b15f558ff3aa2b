package io.frameflow.bench.growth.tables;

import io.frameflow.bench.measuring.Contender;
import io.frameflow.bench.measuring.Contender.Role;
import io.frameflow.bench.measuring.Contender.Work;
import io.frameflow.bench.measuring.Plan;
import io.frameflow.bench.measuring.Rounds;
import io.frameflow.bench.measuring.Times;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The steps of all rows of a table, which take turns in the same rounds. */
final class StepTimes {

  private final List<Contender> contenders = new ArrayList<>();
  private final Map<String, Double> millis = new HashMap<>();

  /**
   * Enters a step.
   *
   * @param row the table's row that it belongs to
   * @param work gives the nanoseconds of one frame
   */
  void add(String row, String step, Work work) {
    contenders.add(new Contender(key(row, step), "", Role.OURS, work, item -> 0, ""));
  }

  /** Measures all that were entered. */
  void measure(Plan plan, int items) throws Exception {
    for (Times times : new Rounds(plan).run(contenders, items)) {
      millis.put(times.contender().name(), times.millis().median());
    }
  }

  /** Median milliseconds of one frame. */
  double millis(String row, String step) {
    return millis.get(key(row, step));
  }

  private static String key(String row, String step) {
    return row + "/" + step;
  }
}

package io.frameflow.standalone.chaos;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Recovery times of several faults, in seconds.
 *
 * @param count how many there were
 */
record RecoveryTimes(int count, double p50, double p99, double max) {

  /** Percentiles by nearest rank: each is a time that was measured. */
  static RecoveryTimes of(List<Recovery> recoveries) {
    double[] sorted = recoveries.stream().mapToDouble(Recovery::recoverySeconds).sorted().toArray();
    return new RecoveryTimes(sorted.length, rank(sorted, 0.5), rank(sorted, 0.99), rank(sorted, 1));
  }

  static RecoveryTimes of(List<Recovery> recoveries, Predicate<FaultKind> kinds) {
    return of(recoveries.stream().filter(recovery -> kinds.test(recovery.kind())).toList());
  }

  /** By kind, those only that came. */
  static Map<FaultKind, RecoveryTimes> byKind(List<Recovery> recoveries) {
    Map<FaultKind, RecoveryTimes> times = new EnumMap<>(FaultKind.class);
    for (FaultKind kind : FaultKind.values()) {
      RecoveryTimes of = of(recoveries, kind::equals);
      if (of.count() > 0) {
        times.put(kind, of);
      }
    }
    return times;
  }

  private static double rank(double[] sorted, double share) {
    return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(share * sorted.length) - 1];
  }
}

package io.frameflow.bench.measuring;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is told of one contender.
 *
 * @param millis of one run
 * @param ratio how many times longer than the stage's first contender of ours; null of a limit, and
 *     where there is none of ours
 * @param gigaMultiplyAddsPerSecond median rate, 0 where nobody counted
 * @param shareOfLimit part of the fastest limit's rate, or null where there is none
 */
public record Row(
    String name,
    String precision,
    Contender.Role role,
    int rounds,
    Spread millis,
    Spread ratio,
    double gigaMultiplyAddsPerSecond,
    Double shareOfLimit,
    String remark) {

  /** The rows of one stage, in the order of its contenders. */
  public static List<Row> of(List<Times> times) {
    Optional<Times> ours =
        times.stream().filter(one -> one.contender().role() == Contender.Role.OURS).findFirst();
    Optional<Times> limit =
        times.stream()
            .filter(one -> one.contender().role() == Contender.Role.LIMIT)
            .max(Comparator.comparingDouble(Times::rate));
    return times.stream().map(one -> of(one, ours, limit)).toList();
  }

  private static Row of(Times times, Optional<Times> ours, Optional<Times> limit) {
    Contender contender = times.contender();
    boolean isLimit = contender.role() == Contender.Role.LIMIT;
    return new Row(
        contender.name(),
        contender.precision(),
        contender.role(),
        times.rounds(),
        times.millis(),
        isLimit ? null : ours.map(times::ratioTo).orElse(null),
        times.rate(),
        times.rate() > 0 ? limit.map(times::shareOf).orElse(null) : null,
        contender.remark());
  }
}

package io.frameflow.bench.measuring;

import java.util.ArrayList;
import java.util.List;

/** The turns of one contender. */
final class Turns {

  private static final long MOST_REPEATS = 1_000_000;

  private final Contender contender;
  private final int repeats;
  private final List<Double> nanos = new ArrayList<>();
  private final List<Double> rates = new ArrayList<>();

  private Turns(Contender contender, int repeats) {
    this.contender = contender;
    this.repeats = repeats;
  }

  /** Runs the contender until the compilers have seen it, and finds out how long a turn is. */
  static Turns warmedUp(Contender contender, int items, Plan plan) throws Exception {
    long least = plan.shortestTurn().toNanos();
    long fastest = Long.MAX_VALUE;
    long spent = 0;
    for (int run = 0; cold(run, spent, plan); run++) {
      long took = Math.max(1, contender.work().nanos(run % items));
      fastest = Math.min(fastest, took);
      spent += took;
    }
    return new Turns(
        contender, (int) Math.max(1, Math.min(MOST_REPEATS, (least + fastest - 1) / fastest)));
  }

  private static boolean cold(int runs, long spent, Plan plan) {
    return runs == 0
        || (spent < Plan.LONGEST_WARM_UP.toNanos()
            && (runs < Plan.WARM_UP || spent < plan.warmUp().toNanos()));
  }

  void take(int item) throws Exception {
    long sum = 0;
    for (int i = 0; i < repeats; i++) {
      sum += contender.work().nanos(item);
    }
    double one = Math.max(1, sum) / (double) repeats;
    nanos.add(one);
    rates.add(contender.multiplyAdds().applyAsLong(item) / one);
  }

  Times times() {
    return new Times(contender, array(nanos), array(rates));
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(value -> value).toArray();
  }
}

package io.frameflow.bench.measuring;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Lets contenders take turns: what slows the machine down for a while slows all of them, so that
 * their ratios hold where the times themselves do not.
 */
public final class Rounds {

  private final Plan plan;
  private final LongSupplier clock;

  public Rounds(Plan plan) {
    this(plan, System::nanoTime);
  }

  /**
   * @param clock nanoseconds, for the time that the plan allows
   */
  Rounds(Plan plan, LongSupplier clock) {
    this.plan = plan;
    this.clock = clock;
  }

  /**
   * Measures.
   *
   * @param contenders at least one
   * @param items the number of inputs that there are to work on; in a round all work on the same
   * @return one for each contender, in their order
   * @throws Exception what a contender throws
   */
  public List<Times> run(List<Contender> contenders, int items) throws Exception {
    List<Turns> all = new ArrayList<>();
    for (Contender contender : contenders) {
      all.add(Turns.warmedUp(contender, items, plan));
    }
    long start = clock.getAsLong();
    for (int round = 0; round < plan.rounds() && !timeIsUp(round, start); round++) {
      for (int index : order(round, contenders.size())) {
        all.get(index).take(round % items);
      }
    }
    return all.stream().map(Turns::times).toList();
  }

  private boolean timeIsUp(int round, long start) {
    return round >= Plan.LEAST_ROUNDS && clock.getAsLong() - start >= plan.longest().toNanos();
  }

  /**
   * Who comes when: each contender is first, second, ... equally often, and every other round runs
   * backwards, so that nobody always follows the same one, whose data are in the caches.
   */
  public static int[] order(int round, int contenders) {
    int[] order = new int[contenders];
    for (int i = 0; i < contenders; i++) {
      int place = round % 2 == 0 ? i : contenders - 1 - i;
      order[place] = (i + round / 2) % contenders;
    }
    return order;
  }
}

package io.frameflow.standalone.chaos;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/**
 * Which fault comes when, decided by a seed: round after round of all kinds, each round shuffled,
 * and each kind in it as often as it weighs. So a run of any length is as even as it can be.
 */
final class FaultSchedule {

  private final long seed;
  private final List<FaultKind> kinds;
  private final Random order;
  private final List<FaultKind> round = new ArrayList<>();
  private boolean begun;
  private int number;

  /** The next fault. */
  record Planned(int number, FaultKind kind, long seed) {

    /** Decides everything about the fault but its kind. */
    Random random() {
      return new Random(seed);
    }
  }

  FaultSchedule(long seed, Collection<FaultKind> kinds) {
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException("no kind of fault to choose from");
    }
    this.seed = seed;
    this.kinds = List.copyOf(new TreeSet<>(kinds));
    this.order = new Random(seed);
  }

  Planned next() {
    if (round.isEmpty()) {
      fill();
    }
    FaultKind kind = round.remove(round.size() - 1);
    number++;
    return new Planned(number, kind, seed * 1_000_003 + number);
  }

  /**
   * The first round has each kind once, so that a short run leaves out as little as possible; so
   * have all rounds of kinds that come once in a run, where there are no others.
   */
  private void fill() {
    boolean weighs = begun && kinds.stream().anyMatch(kind -> kind.weight() > 0);
    for (FaultKind kind : kinds) {
      for (int i = 0; i < (weighs ? kind.weight() : 1); i++) {
        round.add(kind);
      }
    }
    begun = true;
    Collections.shuffle(round, order);
  }
}

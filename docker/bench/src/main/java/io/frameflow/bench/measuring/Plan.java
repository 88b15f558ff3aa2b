package io.frameflow.bench.measuring;

import java.time.Duration;

/**
 * How long a stage is measured.
 *
 * @param rounds turns of every contender, unless the time is up before
 * @param longest time after which no further round begins, once there are {@link #LEAST_ROUNDS}
 * @param shortestTurn a contender that is faster does its work several times in one turn, so that
 *     the clock's own steps do not show
 * @param warmUp time that each contender runs before its first turn, for the JVM to compile it
 */
public record Plan(int rounds, Duration longest, Duration shortestTurn, Duration warmUp) {

  /** With fewer there are no quartiles to speak of. */
  public static final int LEAST_ROUNDS = 5;

  /** Runs before the first turn that counts, unless they are very long. */
  static final int WARM_UP = 3;

  /** After so long a contender is warm, even if it ran only once. */
  static final Duration LONGEST_WARM_UP = Duration.ofSeconds(2);

  /**
   * @throws IllegalArgumentException naming what is out of range
   */
  public Plan {
    if (rounds < LEAST_ROUNDS) {
      throw new IllegalArgumentException(
          "rounds are %d; at least %d are needed for quartiles".formatted(rounds, LEAST_ROUNDS));
    }
    if (longest.isNegative() || longest.isZero()) {
      throw new IllegalArgumentException("the time of a stage must be positive, not " + longest);
    }
  }
}

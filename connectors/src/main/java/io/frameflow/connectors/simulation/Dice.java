package io.frameflow.connectors.simulation;

import java.util.SplittableRandom;

/** Random numbers that depend on nothing but the keys they were made from. */
final class Dice {
  private final SplittableRandom random;

  private Dice(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Dice for one thing (a lane, a passer-by) of one camera; other keys give unrelated numbers. */
  static Dice of(long seed, long... keys) {
    long state = scramble(seed + 0x9E3779B97F4A7C15L);
    for (long key : keys) {
      state = scramble(state * 31 + key + 0x9E3779B97F4A7C15L);
    }
    return new Dice(state);
  }

  /** A well mixed 64-bit hash of the value (the finaliser of MurmurHash3). */
  static long scramble(long value) {
    long z = (value ^ (value >>> 33)) * 0xFF51AFD7ED558CCDL;
    z = (z ^ (z >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return z ^ (z >>> 33);
  }

  /** Uniform in [0, 1). */
  double unit() {
    return random.nextDouble();
  }

  double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  int pick(int... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** Standard normal, by the sum of twelve uniforms: its tails end at +-6, which noise may. */
  double normal() {
    double sum = -6;
    for (int i = 0; i < 12; i++) {
      sum += random.nextDouble();
    }
    return sum;
  }
}

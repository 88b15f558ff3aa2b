package io.frameflow.train.sampling;

import java.util.SplittableRandom;

/**
 * The order in which images are visited: every epoch is a fresh permutation, a function of the seed
 * and the epoch's number. Thread safe.
 */
final class EpochOrder {
  @SuppressWarnings("ArrayRecordComponent") // published as a whole, never compared
  private record Epoch(long number, int[] order) {}

  private final int count;
  private final long seed;
  private volatile Epoch latest;

  EpochOrder(int count, long seed) {
    this.count = count;
    this.seed = seed;
    latest = shuffled(0);
  }

  /** Index of the image at a place in the endless sequence of epochs. */
  int imageAt(long place) {
    long number = place / count;
    Epoch epoch = latest;
    if (epoch.number() != number) {
      epoch = shuffled(number);
      latest = epoch;
    }
    return epoch.order()[(int) (place % count)];
  }

  private Epoch shuffled(long number) {
    SplittableRandom random = Seeds.random(seed, Seeds.Stream.ORDER, number);
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return new Epoch(number, order);
  }
}

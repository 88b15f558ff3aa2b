package io.frameflow.detector.proposals.windows;

import java.util.Arrays;

/**
 * Takes out boxes that equal an earlier one: where windows of several bands are clipped to the
 * image, they may be the same. The buffer is reused; an instance belongs to one thread at a time.
 */
final class DistinctBoxes {

  /** A hash table of box numbers, counted from 1; 0 is a free place. */
  private int[] table = new int[16];

  /**
   * The boxes without repetitions, in their order.
   *
   * @param boxes {@code [4n]}; may be changed
   */
  float[] of(float[] boxes) {
    if (table.length < boxes.length / 2) {
      table = new int[Integer.highestOneBit(boxes.length / 2) * 2];
    }
    Arrays.fill(table, 0);
    int size = 0;
    for (int i = 0; i < boxes.length; i += 4) {
      if (add(boxes, i, size / 4 + 1)) {
        System.arraycopy(boxes, i, boxes, size, 4);
        size += 4;
      }
    }
    return size == boxes.length ? boxes : Arrays.copyOf(boxes, size);
  }

  /** Puts the box at {@code at} into the table, unless an equal one is there. */
  private boolean add(float[] boxes, int at, int number) {
    int hash = 0;
    for (int i = at; i < at + 4; i++) {
      hash = (hash ^ Float.floatToIntBits(boxes[i])) * 0x9e3779b1;
      hash ^= hash >>> 15;
    }
    int place = hash & (table.length - 1);
    while (table[place] != 0) {
      int other = 4 * (table[place] - 1);
      if (Arrays.equals(boxes, at, at + 4, boxes, other, other + 4)) {
        return false;
      }
      place = (place + 1) & (table.length - 1);
    }
    table[place] = number;
    return true;
  }
}

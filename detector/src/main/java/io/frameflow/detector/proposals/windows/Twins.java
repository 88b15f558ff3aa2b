package io.frameflow.detector.proposals.windows;

import java.util.Arrays;

/** Drops boxes that a list has already. The table is used again: an instance serves one thread. */
final class Twins {

  private static final int FREE = -1;

  /** Open addressing: indices of boxes by the hash of their edges, at most half full. */
  private int[] table = new int[0];

  /**
   * Moves the first of equal boxes to the front, in their order.
   *
   * @param boxes {@code [4n]}
   * @return the number of floats that are left
   */
  int drop(float[] boxes) {
    int slots = Integer.highestOneBit(Math.max(1, boxes.length / 4)) * 4;
    if (table.length < slots) {
      table = new int[slots];
    }
    Arrays.fill(table, 0, slots, FREE);
    int size = 0;
    for (int i = 0; i < boxes.length; i += 4) {
      int slot = hash(boxes, i) & (slots - 1);
      while (table[slot] != FREE && !equal(boxes, i, table[slot])) {
        slot = (slot + 1) & (slots - 1);
      }
      if (table[slot] == FREE) {
        System.arraycopy(boxes, i, boxes, size, 4);
        table[slot] = size;
        size += 4;
      }
    }
    return size;
  }

  private static boolean equal(float[] boxes, int some, int other) {
    return Arrays.equals(boxes, some, some + 4, boxes, other, other + 4);
  }

  private static int hash(float[] boxes, int at) {
    int hash = 0;
    for (int i = at; i < at + 4; i++) {
      hash = 31 * hash + Float.floatToIntBits(boxes[i]);
    }
    // the low bits of small whole numbers are all zero
    return hash ^ hash >>> 16;
  }
}

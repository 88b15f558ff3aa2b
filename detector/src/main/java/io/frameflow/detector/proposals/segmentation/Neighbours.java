package io.frameflow.detector.proposals.segmentation;

import java.util.Arrays;

/** Which regions touch, while regions merge. */
final class Neighbours {

  private final int[][] lists;
  private final int[] lengths;
  private final boolean[] merged;
  private final int[] seenBy;

  /** The neighbours in a segmentation: regions that share a side of a pixel. */
  Neighbours(Segmentation segmentation) {
    int room = 2 * segmentation.regions() - 1;
    lists = new int[room][4];
    lengths = new int[room];
    merged = new boolean[room];
    seenBy = new int[room];
    Arrays.fill(seenBy, -1);
    long previous = -1;
    for (long pair : touching(segmentation)) {
      if (pair != previous) {
        join((int) (pair >> 32), (int) pair);
      }
      previous = pair;
    }
  }

  private Neighbours(Neighbours other) {
    lists = new int[other.lists.length][];
    Arrays.setAll(lists, i -> other.lists[i].clone());
    lengths = other.lengths.clone();
    merged = other.merged.clone();
    seenBy = other.seenBy.clone();
  }

  /** A copy that merging does not change. */
  Neighbours fresh() {
    return new Neighbours(this);
  }

  /** The neighbours of a region; entries beyond {@link #count} are not valid. */
  int[] of(int region) {
    return lists[region];
  }

  int count(int region) {
    return lengths[region];
  }

  boolean isMerged(int region) {
    return merged[region];
  }

  /** Gives {@code union} the neighbours of {@code a} and {@code b}, which are gone then. */
  void merge(int a, int b, int union) {
    merged[a] = true;
    merged[b] = true;
    for (int part : new int[] {a, b}) {
      for (int i = 0; i < lengths[part]; i++) {
        int neighbour = lists[part][i];
        if (!merged[neighbour] && seenBy[neighbour] != union) {
          seenBy[neighbour] = union;
          join(union, neighbour);
        }
      }
    }
  }

  /** All touching pairs, the smaller region in the upper half, sorted, with repetitions. */
  private static long[] touching(Segmentation segmentation) {
    int width = segmentation.width();
    int[] labels = segmentation.labels();
    long[] pairs = new long[2 * labels.length];
    int count = 0;
    for (int i = 0; i < labels.length; i++) {
      if ((i + 1) % width != 0 && labels[i] != labels[i + 1]) {
        pairs[count++] = pair(labels[i], labels[i + 1]);
      }
      if (i + width < labels.length && labels[i] != labels[i + width]) {
        pairs[count++] = pair(labels[i], labels[i + width]);
      }
    }
    long[] sorted = Arrays.copyOf(pairs, count);
    Arrays.sort(sorted);
    return sorted;
  }

  private static long pair(int a, int b) {
    return (long) Math.min(a, b) << 32 | Math.max(a, b);
  }

  private void join(int a, int b) {
    append(a, b);
    append(b, a);
  }

  private void append(int region, int neighbour) {
    if (lengths[region] == lists[region].length) {
      lists[region] = Arrays.copyOf(lists[region], 2 * lengths[region]);
    }
    lists[region][lengths[region]++] = neighbour;
  }
}

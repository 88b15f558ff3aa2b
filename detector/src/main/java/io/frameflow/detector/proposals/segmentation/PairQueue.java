package io.frameflow.detector.proposals.segmentation;

import java.util.Arrays;

/** Pairs of regions, the most similar first; of equally similar ones, the one added first. */
final class PairQueue {

  private float[] similarities = new float[256];
  private int[] first = new int[256];
  private int[] second = new int[256];
  private int[] heap = new int[256];
  private int size;
  private int added;

  void add(float similarity, int a, int b) {
    if (added == first.length) {
      similarities = Arrays.copyOf(similarities, 2 * added);
      first = Arrays.copyOf(first, 2 * added);
      second = Arrays.copyOf(second, 2 * added);
      heap = Arrays.copyOf(heap, 2 * added);
    }
    similarities[added] = similarity;
    first[added] = a;
    second[added] = b;
    int at = size++;
    while (at > 0 && precedes(added, heap[(at - 1) / 2])) {
      heap[at] = heap[(at - 1) / 2];
      at = (at - 1) / 2;
    }
    heap[at] = added++;
  }

  /** Takes the first pair out: a handle for {@link #first} and {@link #second}, or -1. */
  int poll() {
    if (size == 0) {
      return -1;
    }
    int result = heap[0];
    int moved = heap[--size];
    int at = 0;
    while (2 * at + 1 < size) {
      int child = 2 * at + 1;
      if (child + 1 < size && precedes(heap[child + 1], heap[child])) {
        child++;
      }
      if (!precedes(heap[child], moved)) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = moved;
    return result;
  }

  int first(int pair) {
    return first[pair];
  }

  int second(int pair) {
    return second[pair];
  }

  private boolean precedes(int a, int b) {
    return similarities[a] > similarities[b] || (similarities[a] == similarities[b] && a < b);
  }
}

package io.frameflow.train.data.splits;

import java.util.Arrays;

/** Sets of the numbers 0..n-1 that can be joined ("union-find", with path halving). */
final class DisjointSets {
  private final int[] parent;

  DisjointSets(int count) {
    parent = new int[count];
    Arrays.setAll(parent, i -> i);
  }

  void join(int a, int b) {
    int rootA = root(a);
    int rootB = root(b);
    // The smaller number becomes the root, so that the result does not depend on the order.
    parent[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
  }

  /** For each number that of its set; sets are counted from 0 by their first member. */
  int[] numbered() {
    int[] numbers = new int[parent.length];
    int sets = 0;
    for (int i = 0; i < parent.length; i++) {
      int root = root(i);
      numbers[i] = root == i ? sets++ : numbers[root];
    }
    return numbers;
  }

  private int root(int i) {
    while (parent[i] != i) {
      parent[i] = parent[parent[i]];
      i = parent[i];
    }
    return i;
  }
}

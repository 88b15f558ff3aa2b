package io.frameflow.detector.proposals.windows;

/** Merges ranked lists of boxes so that any beginning of the result holds its share of each. */
public final class Interleaving {

  private Interleaving() {}

  /**
   * Merges lists in proportion to their lengths, keeping each list's order.
   *
   * @param lists each {@code [4n]}
   * @param total the number of boxes of all lists
   * @return {@code [4 * total]}
   */
  public static float[] merge(float[][] lists, int total) {
    float[] merged = new float[4 * total];
    int[] next = new int[lists.length];
    for (int i = 0; i < total; i++) {
      int due = -1;
      double earliest = Double.POSITIVE_INFINITY;
      for (int list = 0; list < lists.length; list++) {
        int size = lists[list].length / 4;
        double place = (next[list] + .5) / size;
        if (next[list] < size && place < earliest) {
          earliest = place;
          due = list;
        }
      }
      System.arraycopy(lists[due], 4 * next[due]++, merged, 4 * i, 4);
    }
    return merged;
  }
}

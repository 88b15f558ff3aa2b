package io.frameflow.detector.proposals.windows;

import io.frameflow.detector.boxes.Iou;
import java.util.Arrays;

/**
 * Picks the best windows of a band that do not repeat each other: greedy non-maximum suppression,
 * in rounds.
 *
 * <p>Tens of thousands of windows are too many for the plain algorithm. Windows are ordered by a
 * counting sort over {@value #LEVELS} levels of score, and a window is compared only with the
 * chosen ones whose centres are near enough to overlap it that much. Buffers are reused; an
 * instance belongs to one thread at a time.
 */
public final class WindowSelection {

  private static final int LEVELS = 4096;

  /** The part of the windows that keep far apart; chosen like the factors below by recall. */
  static final float SPREAD = .7f;

  static final float APART = .85f;
  static final float NEAR = .3f;
  static final float NEAREST = .6f;

  private int[] order = new int[0];
  private int[] level = new int[0];
  private final int[] starts = new int[LEVELS + 1];
  private int[] cells = new int[0];
  private int[] nextInCell = new int[0];
  private int[] chosen = new int[0];

  /**
   * Chooses windows.
   *
   * @param windows {@code [4n]}
   * @param scores {@code [n]}, the higher the better; may be longer
   * @param width of the image that the windows lie in
   * @param height of that image
   * @param most windows to choose
   * @param overlap IoU in (0, 1) above which a window repeats a better one. The first 70 % keep a
   *     little farther apart, at .85 of it; the others may be nearer, .3 of the way from there to
   *     1; and where too few windows pass, .6 of it
   * @return how many were chosen; they stand in {@link #chosen()}
   */
  public int select(
      float[] windows, float[] scores, int width, int height, int most, float overlap) {
    int count = windows.length / 4;
    int wanted = Math.min(most, count);
    sort(scores, count);
    if (chosen.length < wanted) {
      chosen = new int[wanted];
      nextInCell = new int[wanted];
    }
    float cell = cellSize(windows);
    int across = (int) (width / cell) + 1;
    int down = (int) (height / cell) + 1;
    if (cells.length < across * down) {
      cells = new int[across * down];
    }
    Arrays.fill(cells, 0, across * down, -1);
    // First far apart, so that no object is missed; then nearer and nearer, so that some fit
    // better.
    float apart = APART * overlap;
    float near = overlap + NEAR * (1 - overlap);
    float nearest = overlap + NEAREST * (1 - overlap);
    int spread = Math.round(SPREAD * wanted);
    int size = fill(windows, count, 0, spread, apart, cell, width, height);
    size = fill(windows, count, size, wanted, near, cell, width, height);
    return fill(windows, count, size, wanted, nearest, cell, width, height);
  }

  private int fill(
      float[] windows,
      int count,
      int size,
      int wanted,
      float overlap,
      float cell,
      int width,
      int height) {
    int across = (int) (width / cell) + 1;
    // Two windows of IoU > t have centres nearer than this part of a side in each direction.
    float reach = (1 - overlap) / (2 * overlap);
    for (int rank = 0; rank < count && size < wanted; rank++) {
      int window = order[rank];
      int at = 4 * window;
      float centreX = (windows[at] + windows[at + 2]) / 2;
      float centreY = (windows[at + 1] + windows[at + 3]) / 2;
      float reachX = (windows[at + 2] - windows[at]) * reach;
      float reachY = (windows[at + 3] - windows[at + 1]) * reach;
      int left = (int) (Math.max(0, centreX - reachX) / cell);
      int right = (int) (Math.min(width, centreX + reachX) / cell);
      int top = (int) (Math.max(0, centreY - reachY) / cell);
      int bottom = (int) (Math.min(height, centreY + reachY) / cell);
      if (!repeats(windows, at, overlap, across, left, right, top, bottom)) {
        int home = ((int) (centreY / cell)) * across + (int) (centreX / cell);
        chosen[size] = window;
        nextInCell[size] = cells[home];
        cells[home] = size;
        size++;
      }
    }
    return size;
  }

  /** Indices of the windows that {@link #select} chose, best first. */
  public int[] chosen() {
    return chosen;
  }

  private void sort(float[] scores, int count) {
    if (order.length < count) {
      order = new int[count];
      level = new int[count];
    }
    float lowest = Float.POSITIVE_INFINITY;
    float highest = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      lowest = Math.min(lowest, scores[i]);
      highest = Math.max(highest, scores[i]);
    }
    float scale = highest > lowest ? (LEVELS - 1) / (highest - lowest) : 0;
    Arrays.fill(starts, 0);
    for (int i = 0; i < count; i++) {
      int l = Math.min(LEVELS - 1, (int) ((highest - scores[i]) * scale));
      level[i] = l;
      starts[l + 1]++;
    }
    for (int l = 0; l < LEVELS; l++) {
      starts[l + 1] += starts[l];
    }
    for (int i = 0; i < count; i++) {
      order[starts[level[i]]++] = i;
    }
  }

  private static float cellSize(float[] windows) {
    double sides = 0;
    for (int i = 0; i < windows.length; i += 4) {
      sides += windows[i + 2] - windows[i] + windows[i + 3] - windows[i + 1];
    }
    int count = windows.length / 4;
    return (float) Math.max(2, count == 0 ? 0 : sides / (8 * count));
  }

  private boolean repeats(
      float[] windows,
      int at,
      float overlap,
      int across,
      int left,
      int right,
      int top,
      int bottom) {
    for (int y = top; y <= bottom; y++) {
      for (int x = left; x <= right; x++) {
        for (int i = cells[y * across + x]; i >= 0; i = nextInCell[i]) {
          int other = 4 * chosen[i];
          float iou =
              Iou.of(
                  windows[at],
                  windows[at + 1],
                  windows[at + 2],
                  windows[at + 3],
                  windows[other],
                  windows[other + 1],
                  windows[other + 2],
                  windows[other + 3]);
          if (iou > overlap) {
            return true;
          }
        }
      }
    }
    return false;
  }
}

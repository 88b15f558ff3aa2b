package io.frameflow.detector.proposals.windows;

import java.util.List;

/**
 * Scores the windows of a band, many at a time. Buffers are reused; an instance belongs to one
 * thread at a time.
 */
final class WindowScores {

  /** Windows scored at once: their features fit into the first-level cache. */
  private static final int BATCH = 256;

  private final float[][] features = new float[WindowFeatures.COUNT][BATCH];
  private final float[] activations = new float[BATCH];
  private final float[] batchScores = new float[BATCH];

  /** Which window each of the batch is. */
  private final int[] numbers = new int[BATCH];

  private WindowFeatures describer;
  private ObjectnessNet net;
  private float[] scores;
  private int waiting;
  private int scored;

  /** Sets what to score with, and where the scores go: {@code [windows of the band]}. */
  void start(WindowFeatures newDescriber, ObjectnessNet newNet, float[] newScores) {
    describer = newDescriber;
    net = newNet;
    scores = newScores;
    scored = 0;
  }

  /**
   * Scores.
   *
   * @param changesOrNull null for all windows, else those that look at a changed block
   * @return how many were scored
   */
  int score(List<WindowLattice> shapes, ChangedBlocks changesOrNull) {
    int first = 0;
    for (WindowLattice shape : shapes) {
      for (int row = 0; row < shape.rowCount(); row++) {
        if (changesOrNull == null) {
          add(shape, row, 0, shape.columnCount(), first);
        } else {
          addChanged(shape, row, changesOrNull, first);
        }
        first += shape.columnCount();
      }
    }
    flush();
    return scored;
  }

  private void addChanged(WindowLattice shape, int row, ChangedBlocks changes, int first) {
    int[] columns = shape.columns();
    int r = row * AxisSpans.NUMBERS;
    // Gradients look one pixel further than windows do.
    int top = shape.rows()[r + AxisSpans.OUTER_FROM] - 1;
    int bottom = shape.rows()[r + AxisSpans.OUTER_TO] + 1;
    int begin = 0;
    for (int column = 0; column < shape.columnCount(); column++) {
      int c = column * AxisSpans.NUMBERS;
      int left = columns[c + AxisSpans.OUTER_FROM] - 1;
      int right = columns[c + AxisSpans.OUTER_TO] + 1;
      if (!changes.touch(left, top, right, bottom)) {
        add(shape, row, begin, column, first);
        begin = column + 1;
      }
    }
    add(shape, row, begin, shape.columnCount(), first);
  }

  /** Adds columns {@code from} to {@code to}, exclusive, of a row that starts at {@code first}. */
  private void add(WindowLattice shape, int row, int from, int to, int first) {
    for (int column = from; column < to; ) {
      int size = Math.min(BATCH - waiting, to - column);
      describer.describe(shape, row, column, size, features, waiting);
      for (int i = 0; i < size; i++) {
        numbers[waiting + i] = first + column + i;
      }
      column += size;
      waiting += size;
      if (waiting == BATCH) {
        flush();
      }
    }
  }

  private void flush() {
    net.score(features, waiting, activations, batchScores);
    for (int i = 0; i < waiting; i++) {
      scores[numbers[i]] = batchScores[i];
    }
    scored += waiting;
    waiting = 0;
  }
}

package io.frameflow.detector.proposals.windows;

/**
 * The places of one window shape in an image of a given size: every column with every row.
 *
 * <p>All that features need and that does not depend on the pixels is worked out here, once for all
 * images of that size. Windows are numbered row by row.
 */
final class WindowLattice {

  private final int width;
  private final int height;
  private final float[] columnEdges;
  private final float[] rowEdges;

  /** {@code [columns, AxisSpans.NUMBERS]}. */
  private final int[] columns;

  /** {@code [rows, AxisSpans.NUMBERS]}. */
  private final int[] rows;

  /** Logarithms of size and aspect ratio, {@code [rows][columns]}; rows of one height share one. */
  private final float[][] logSizes;

  private final float[][] logAspects;

  /**
   * @param columnEdges {@code [2 * columns]}: left and right edge per column, working pixels
   * @param rowEdges {@code [2 * rows]}: top and bottom edge per row, working pixels
   * @param width of the image in working pixels
   * @param height of the image in working pixels
   */
  WindowLattice(float[] columnEdges, float[] rowEdges, int width, int height) {
    this.width = width;
    this.height = height;
    this.columnEdges = columnEdges;
    this.rowEdges = rowEdges;
    columns = AxisSpans.of(columnEdges, width);
    rows = AxisSpans.of(rowEdges, height);
    logSizes = new float[rowCount()][];
    logAspects = new float[rowCount()][];
    for (int row = 0; row < rowCount(); row++) {
      int same = row > 0 && pixels(rows, row) == pixels(rows, row - 1) ? row - 1 : -1;
      logSizes[row] = same < 0 ? logSizes(pixels(rows, row)) : logSizes[same];
      logAspects[row] = same < 0 ? logAspects(pixels(rows, row)) : logAspects[same];
    }
  }

  int columnCount() {
    return columnEdges.length / 2;
  }

  int rowCount() {
    return rowEdges.length / 2;
  }

  /** The number of windows. */
  int size() {
    return columnCount() * rowCount();
  }

  /** {@code [columns, AxisSpans.NUMBERS]}; not to be changed. */
  int[] columns() {
    return columns;
  }

  /** {@code [rows, AxisSpans.NUMBERS]}; not to be changed. */
  int[] rows() {
    return rows;
  }

  /** {@code [columns]}: half the logarithm of the part of the image that a window covers, + 1.5. */
  float[] logSizesOf(int row) {
    return logSizes[row];
  }

  /** {@code [columns]}: logarithm of width over height. */
  float[] logAspectsOf(int row) {
    return logAspects[row];
  }

  /** Writes the edges of all windows, {@code [4 * size]}, from {@code at} on. */
  void copyEdges(float[] windows, int at) {
    for (int y = 0; y < rowEdges.length; y += 2) {
      for (int x = 0; x < columnEdges.length; x += 2) {
        windows[at++] = columnEdges[x];
        windows[at++] = rowEdges[y];
        windows[at++] = columnEdges[x + 1];
        windows[at++] = rowEdges[y + 1];
      }
    }
  }

  private static int pixels(int[] spans, int i) {
    int at = i * AxisSpans.NUMBERS;
    return spans[at + AxisSpans.TO] - spans[at + AxisSpans.FROM];
  }

  private float[] logSizes(int windowHeight) {
    float area = (float) width * (float) height;
    float[] logs = new float[columnCount()];
    for (int x = 0; x < logs.length; x++) {
      logs[x] = (float) Math.log(pixels(columns, x) * windowHeight / area) * .5f + 1.5f;
    }
    return logs;
  }

  private float[] logAspects(int windowHeight) {
    float[] logs = new float[columnCount()];
    for (int x = 0; x < logs.length; x++) {
      logs[x] = (float) Math.log(pixels(columns, x) / (float) windowHeight);
    }
    return logs;
  }
}

package io.frameflow.detector.proposals.windows;

/**
 * All places of window shapes in an image of a given size.
 *
 * <p>Each shape slides over the image in steps of a part of its own size, a little over the border
 * (objects are cut off there), where the window is clipped.
 */
public final class WindowGrid {

  /** How far from the border a window's centre keeps at least, as a part of its side. */
  private static final float BORDER = .4f;

  private WindowGrid() {}

  /**
   * Lays out windows.
   *
   * @param shapes {@code [2n]}: width and height relative to the square root of the image's area
   * @param width of the image in (working) pixels
   * @param height of the image in (working) pixels
   * @param step as a part of a window's side, positive
   * @param mostPerShape beyond this many windows of a shape, its steps grow; at least 1
   * @return {@code [4n]} x1, y1, x2, y2 within the image, each at least one pixel wide and high
   */
  public static float[] windows(
      float[] shapes, int width, int height, float step, int mostPerShape) {
    float unit = (float) Math.sqrt((double) width * height);
    float[][] columns = new float[shapes.length / 2][];
    float[][] rows = new float[shapes.length / 2][];
    int count = 0;
    for (int s = 0; s < columns.length; s++) {
      float windowWidth = Math.max(1, Math.min(width, shapes[2 * s] * unit));
      float windowHeight = Math.max(1, Math.min(height, shapes[2 * s + 1] * unit));
      double across = places(windowWidth, width, step);
      double down = places(windowHeight, height, step);
      double thinning = Math.min(1, Math.sqrt(mostPerShape / (across * down)));
      // In a very narrow image one direction cannot be thinned, and the other gives what it lacks.
      int lines = (int) Math.max(1, down * thinning);
      int inLine = (int) Math.max(1, Math.min(across * thinning, mostPerShape / (double) lines));
      lines = Math.min(lines, mostPerShape / inLine);
      columns[s] = spans(windowWidth, width, inLine);
      rows[s] = spans(windowHeight, height, lines);
      count += columns[s].length / 2 * (rows[s].length / 2);
    }
    float[] windows = new float[4 * count];
    int at = 0;
    for (int s = 0; s < columns.length; s++) {
      for (int y = 0; y < rows[s].length; y += 2) {
        for (int x = 0; x < columns[s].length; x += 2) {
          windows[at++] = columns[s][x];
          windows[at++] = rows[s][y];
          windows[at++] = columns[s][x + 1];
          windows[at++] = rows[s][y + 1];
        }
      }
    }
    return windows;
  }

  private static int places(float side, int length, float step) {
    float travel = length - 2 * BORDER * side;
    return Math.max(1, (int) Math.ceil(travel / (step * side)) + 1);
  }

  /** {@code [2n]} start and end of {@code places} windows spread evenly over a length. */
  private static float[] spans(float side, int length, int places) {
    float[] spans = new float[2 * places];
    for (int i = 0; i < places; i++) {
      float centre =
          places == 1
              ? length / 2f
              : BORDER * side + (length - 2 * BORDER * side) * i / (places - 1);
      spans[2 * i] = Math.max(0, Math.min(length - 1, centre - side / 2));
      spans[2 * i + 1] = Math.max(spans[2 * i] + 1, Math.min(length, centre + side / 2));
    }
    return spans;
  }
}

package io.frameflow.detector.proposals.windows;

import java.util.ArrayList;
import java.util.List;

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
   * @return one lattice per shape
   */
  static List<WindowLattice> lattices(
      float[] shapes, int width, int height, float step, int mostPerShape) {
    float unit = (float) Math.sqrt((double) width * height);
    List<WindowLattice> lattices = new ArrayList<>();
    for (int s = 0; s < shapes.length; s += 2) {
      float windowWidth = Math.max(1, Math.min(width, shapes[s] * unit));
      float windowHeight = Math.max(1, Math.min(height, shapes[s + 1] * unit));
      double across = places(windowWidth, width, step);
      double down = places(windowHeight, height, step);
      double thinning = Math.min(1, Math.sqrt(mostPerShape / (across * down)));
      // In a very narrow image one direction cannot be thinned, and the other gives what it lacks.
      int lines = (int) Math.max(1, down * thinning);
      int inLine = (int) Math.max(1, Math.min(across * thinning, mostPerShape / (double) lines));
      lines = Math.min(lines, mostPerShape / inLine);
      float[] columns = spans(windowWidth, width, inLine);
      float[] rows = spans(windowHeight, height, lines);
      lattices.add(new WindowLattice(columns, rows, width, height));
    }
    return lattices;
  }

  /**
   * As {@link #lattices}, window by window.
   *
   * @return {@code [4n]} x1, y1, x2, y2 within the image, each at least one pixel wide and high
   */
  public static float[] windows(
      float[] shapes, int width, int height, float step, int mostPerShape) {
    return windows(lattices(shapes, width, height, step, mostPerShape));
  }

  /** The windows of some lattices, one lattice after the other: {@code [4n]}. */
  static float[] windows(List<WindowLattice> lattices) {
    float[] windows = new float[4 * lattices.stream().mapToInt(WindowLattice::size).sum()];
    int at = 0;
    for (WindowLattice lattice : lattices) {
      lattice.copyEdges(windows, at);
      at += 4 * lattice.size();
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

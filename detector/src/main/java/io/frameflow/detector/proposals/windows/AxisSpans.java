package io.frameflow.detector.proposals.windows;

/**
 * Where windows, and the parts of them that features look at, begin and end along one axis.
 *
 * <p>The windows of a shape stand in rows and columns, so that these numbers are needed once per
 * row and column instead of once per window.
 */
final class AxisSpans {

  /** The window itself: first pixel, and the one after its last. */
  static final int FROM = 0;

  static final int TO = 1;

  /** The strip along the side at {@link #FROM}. */
  static final int NEAR_FROM = 2;

  static final int NEAR_TO = 3;

  /** The strip along the side at {@link #TO}. */
  static final int FAR_FROM = 4;

  static final int FAR_TO = 5;

  /** The window without its margin. */
  static final int CORE_FROM = 6;

  static final int CORE_TO = 7;

  /** The window with its surroundings. */
  static final int OUTER_FROM = 8;

  static final int OUTER_TO = 9;

  /** Numbers per span. */
  static final int NUMBERS = 10;

  /** Width of the strips along a side, as a part of the window's side. */
  private static final float STRIP = .1f;

  /** Width of the margin inside and of the surroundings outside, as a part of the side. */
  private static final float MARGIN = .2f;

  private AxisSpans() {}

  /**
   * Works out the spans.
   *
   * @param edges {@code [2n]}: start and end per window in working pixels; rounded to whole pixels,
   *     at least one pixel is taken
   * @param length of the image along the axis
   * @return {@code [n, NUMBERS]}, all within the image
   */
  static int[] of(float[] edges, int length) {
    int[] spans = new int[edges.length / 2 * NUMBERS];
    for (int i = 0; i < edges.length / 2; i++) {
      int from = Math.max(0, Math.min(length - 1, Math.round(edges[2 * i])));
      int to = Math.max(from + 1, Math.min(length, Math.round(edges[2 * i + 1])));
      int reach = Math.max(1, Math.round((to - from) * STRIP));
      int margin = Math.round((to - from) * MARGIN);
      int at = i * NUMBERS;
      spans[at + FROM] = from;
      spans[at + TO] = to;
      spans[at + NEAR_FROM] = Math.max(0, from - reach);
      spans[at + NEAR_TO] = Math.min(length, from + reach);
      spans[at + FAR_FROM] = Math.max(0, to - reach);
      spans[at + FAR_TO] = Math.min(length, to + reach);
      spans[at + CORE_FROM] = from + margin;
      spans[at + CORE_TO] = to - margin;
      spans[at + OUTER_FROM] = Math.max(0, from - margin - 1);
      spans[at + OUTER_TO] = Math.min(length, to + margin + 1);
    }
    return spans;
  }
}

package io.frameflow.detector.boxes;

/**
 * One axis-aligned rectangle.
 *
 * <p>Coordinates are continuous pixels of some image: the origin is the top-left corner of the
 * top-left pixel, {@code x} grows rightwards, {@code y} downwards, and {@code x2}, {@code y2} are
 * exclusive, so that {@code width = x2 - x1}. {@code x1 <= x2} and {@code y1 <= y2} always hold; a
 * box may be empty.
 *
 * @param x1 left edge
 * @param y1 top edge
 * @param x2 right edge, exclusive
 * @param y2 bottom edge, exclusive
 */
public record Box(float x1, float y1, float x2, float y2) {

  /**
   * @throws IllegalArgumentException if an edge is NaN or infinite, or the edges are out of order
   */
  public Box {
    if (!isOrdered(x1, x2) || !isOrdered(y1, y2)) {
      throw new IllegalArgumentException(
          "box (x1 %s, y1 %s, x2 %s, y2 %s): edges must be finite with x1 <= x2 and y1 <= y2"
              .formatted(x1, y1, x2, y2));
    }
  }

  /** Width in pixels, at least 0. */
  public float width() {
    return x2 - x1;
  }

  /** Height in pixels, at least 0. */
  public float height() {
    return y2 - y1;
  }

  /** Area in square pixels, at least 0. */
  public float area() {
    return width() * height();
  }

  static boolean isOrdered(float low, float high) {
    return Float.isFinite(low) && Float.isFinite(high) && low <= high;
  }
}

package io.frameflow.train.sampling;

/**
 * Where an image lands on its part of the canvas: axes swapped, then mirrored, then scaled and
 * moved. Coordinates are continuous pixels, so a mirrored x is {@code width - x}.
 *
 * @param width of the result, pixels (the image's height where transposed)
 * @param height of the result, pixels
 * @param flipX mirrors left-right, after the transposition
 * @param flipY mirrors top-bottom, after the transposition
 * @param scaleX result pixels per image pixel, across
 * @param scaleY result pixels per image pixel, down
 * @param shiftX result pixels, added after scaling
 * @param shiftY result pixels, added after scaling
 */
record Placement(
    int width,
    int height,
    boolean transpose,
    boolean flipX,
    boolean flipY,
    float scaleX,
    float scaleY,
    float shiftX,
    float shiftY) {

  /** The same scale both ways. */
  Placement(
      int width,
      int height,
      boolean transpose,
      boolean flipX,
      boolean flipY,
      float scale,
      float shiftX,
      float shiftY) {
    this(width, height, transpose, flipX, flipY, scale, scale, shiftX, shiftY);
  }

  /** The image as it is. */
  static Placement identity(int width, int height) {
    return new Placement(width, height, false, false, false, 1, 0, 0);
  }

  /**
   * Maps boxes of the image in place, without clipping.
   *
   * @param edges [4n] x1, y1, x2, y2 per box
   */
  void apply(float[] edges) {
    for (int i = 0; i < edges.length; i += 4) {
      float x1 = edges[i + (transpose ? 1 : 0)];
      float y1 = edges[i + (transpose ? 0 : 1)];
      float x2 = edges[i + (transpose ? 3 : 2)];
      float y2 = edges[i + (transpose ? 2 : 3)];
      edges[i] = (flipX ? width - x2 : x1) * scaleX + shiftX;
      edges[i + 1] = (flipY ? height - y2 : y1) * scaleY + shiftY;
      edges[i + 2] = (flipX ? width - x1 : x2) * scaleX + shiftX;
      edges[i + 3] = (flipY ? height - y1 : y2) * scaleY + shiftY;
    }
  }
}

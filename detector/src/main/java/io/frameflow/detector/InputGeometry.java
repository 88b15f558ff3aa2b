package io.frameflow.detector;

import io.frameflow.detector.models.ModelManifest;

/**
 * How one image is scaled for the network. It keeps its aspect ratio up to the rounding of each
 * side to whole pixels; boxes follow by the exact factor of each axis.
 *
 * @param width of the scaled image, pixels
 * @param height of the scaled image, pixels
 * @param scaleX scaled width over original width
 * @param scaleY scaled height over original height
 */
public record InputGeometry(int width, int height, float scaleX, float scaleY) {

  /**
   * The geometry of an image under a model's input rule.
   *
   * @param originalWidth pixels, at least 1
   * @param originalHeight pixels, at least 1
   */
  public static InputGeometry of(int originalWidth, int originalHeight, ModelManifest.Input input) {
    double scale =
        Math.min(
            (double) input.shortSide() / Math.min(originalWidth, originalHeight),
            (double) input.longSide() / Math.max(originalWidth, originalHeight));
    int width = Math.max(1, (int) Math.round(originalWidth * scale));
    int height = Math.max(1, (int) Math.round(originalHeight * scale));
    return new InputGeometry(
        width, height, (float) width / originalWidth, (float) height / originalHeight);
  }

  /** {@code size} rounded up to the next multiple. */
  public static int roundUp(int size, int multiple) {
    return (size + multiple - 1) / multiple * multiple;
  }
}

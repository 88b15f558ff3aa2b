package io.frameflow.detector.images;

import java.nio.ByteBuffer;

/**
 * Scales images with a triangle filter: bilinear interpolation when enlarging, and when shrinking
 * the filter grows with the factor, so that every source pixel counts and nothing aliases.
 *
 * <p>Pixel centres lie at half-integers: a box (x1, y1, x2, y2) of the source is the box with its
 * edges times the size ratio in the result.
 */
public final class Resize {

  private Resize() {}

  /**
   * Scales the whole picture, without keeping the aspect ratio.
   *
   * @param width of the result, at least 1
   * @param height of the result, at least 1
   * @return a new image, or the same one if it is an image of that size already
   */
  public static Image to(Picture picture, int width, int height) {
    if (picture instanceof Image image && width == image.width() && height == image.height()) {
      return image;
    }
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "cannot scale to %dx%d; both sides must be at least 1".formatted(width, height));
    }
    int stride = Math.multiplyExact(width, Image.CHANNELS);
    byte[] rgb = new byte[Math.multiplyExact(stride, height)];
    new Scaler().scale(picture, width, height, ByteBuffer.wrap(rgb), 0, stride);
    return new Image(width, height, rgb);
  }
}

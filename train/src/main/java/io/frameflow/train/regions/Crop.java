package io.frameflow.train.regions;

import io.frameflow.detector.boxes.Box;
import io.frameflow.detector.images.Image;

/** A part of an image as an image of its own. */
final class Crop {

  private Crop() {}

  /**
   * The whole pixels that a box touches.
   *
   * @param box inside the image, not empty
   */
  static Image of(Image image, Box box) {
    int left = (int) Math.floor(box.x1());
    int top = (int) Math.floor(box.y1());
    int width = (int) Math.ceil(box.x2()) - left;
    int height = (int) Math.ceil(box.y2()) - top;
    byte[] pixels = new byte[width * height * Image.CHANNELS];
    int row = width * Image.CHANNELS;
    for (int y = 0; y < height; y++) {
      int from = ((top + y) * image.width() + left) * Image.CHANNELS;
      System.arraycopy(image.rgb(), from, pixels, y * row, row);
    }
    return new Image(width, height, pixels);
  }
}

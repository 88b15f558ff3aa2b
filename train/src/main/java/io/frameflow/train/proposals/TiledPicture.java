package io.frameflow.train.proposals;

import io.frameflow.detector.boxes.Box;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.images.Picture;
import java.nio.ByteBuffer;

/**
 * An image beside and below itself, as often in both directions: what it shows is that many times
 * smaller, in surroundings like its own. Every other column is mirrored, so that no seam runs down.
 *
 * @param image the tile
 * @param times tiles in each direction, at least 1
 */
record TiledPicture(Image image, int times) implements Picture {

  @Override
  public int width() {
    return image.width() * times;
  }

  @Override
  public int height() {
    return image.height() * times;
  }

  @Override
  public void copyRow(int y, ByteBuffer target, int at) {
    int row = y % image.height();
    int bytes = image.width() * Image.CHANNELS;
    int from = row * bytes;
    for (int tile = 0; tile < times; tile++) {
      int to = at + tile * bytes;
      if (tile % 2 == 0) {
        target.put(to, image.rgb(), from, bytes);
      } else {
        for (int x = 0; x < bytes; x += Image.CHANNELS) {
          target.put(to + bytes - Image.CHANNELS - x, image.rgb(), from + x, Image.CHANNELS);
        }
      }
    }
  }

  /** Where a box of the image lies in one of the tiles, in pixels of this. */
  Box place(Box box, int column, int row) {
    float left = column % 2 == 0 ? box.x1() : image.width() - box.x2();
    float dx = column * (float) image.width();
    float dy = row * (float) image.height();
    return new Box(dx + left, dy + box.y1(), dx + left + box.width(), dy + box.y2());
  }
}

package io.frameflow.detector;

import io.frameflow.detector.images.Image;
import io.frameflow.detector.images.Resize;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The network's image input: scaled images, each in the top-left corner of its page, the rest of
 * the page in the mean colour of the training images, which the network sees as zero.
 *
 * <p>The memory is outside the Java heap, where TensorFlow can copy it in one go, and is used again
 * by the next batch.
 */
public final class Canvas {

  private final byte[] meanPixel;
  private byte[] meanRow = new byte[0];
  private ByteBuffer memory = ByteBuffer.allocateDirect(0);
  private int pages;
  private int width;
  private int height;

  /**
   * @param pixelMeans red, green, blue, 0..255
   */
  public Canvas(List<Float> pixelMeans) {
    meanPixel = new byte[Image.CHANNELS];
    for (int i = 0; i < meanPixel.length; i++) {
      meanPixel[i] = (byte) Math.round(pixelMeans.get(i));
    }
  }

  /**
   * Starts a batch of images on pages of one size, in pixels.
   *
   * @throws IllegalArgumentException if the batch does not fit into 2 GB
   */
  public void reset(int newPages, int newWidth, int newHeight) {
    pages = newPages;
    width = newWidth;
    height = newHeight;
    long bytes = (long) newPages * newHeight * newWidth * Image.CHANNELS;
    if (bytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a batch of %d images of %dx%d pixels is too large; send fewer at a time"
              .formatted(newPages, newWidth, newHeight));
    }
    if (memory.capacity() < bytes) {
      memory = ByteBuffer.allocateDirect((int) bytes);
    }
    memory.clear().limit((int) bytes);
    meanRow = new byte[newWidth * Image.CHANNELS];
    for (int i = 0; i < meanRow.length; i++) {
      meanRow[i] = meanPixel[i % Image.CHANNELS];
    }
  }

  /** Fills a page; different pages may be filled by different threads. */
  public void put(int page, Image image, InputGeometry geometry) {
    Image scaled = Resize.to(image, geometry.width(), geometry.height());
    int used = scaled.width() * Image.CHANNELS;
    for (int y = 0; y < height; y++) {
      int row = (page * height + y) * meanRow.length;
      if (y < scaled.height()) {
        memory.put(row, scaled.rgb(), y * used, used);
        memory.put(row + used, meanRow, 0, meanRow.length - used);
      } else {
        memory.put(row, meanRow);
      }
    }
  }

  /** {@code [pages, height, width, 3]} uint8. */
  public ByteBuffer pixels() {
    return memory.duplicate().rewind();
  }

  public int pages() {
    return pages;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }
}

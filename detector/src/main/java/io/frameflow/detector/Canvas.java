package io.frameflow.detector;

import io.frameflow.detector.images.Image;
import io.frameflow.detector.images.Picture;
import io.frameflow.detector.images.Scaler;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The network's image input: scaled images, each in the top-left corner of its page, the rest of
 * the page in the mean colour of the training images, which the network sees as zero.
 *
 * <p>The memory is outside the Java heap and is used again by the next batch. A picture of the
 * right size is copied into it once; any other is scaled into it row by row.
 */
public final class Canvas {

  private final byte[] meanPixel;
  private final CanvasMemory memory;

  /** Scalers not in use: as many as there have been threads at the same time. */
  private final Queue<Scaler> idle = new ConcurrentLinkedQueue<>();

  private byte[] meanRow = new byte[0];
  private ByteBuffer pixels = ByteBuffer.allocateDirect(0);
  private int pages;
  private int width;
  private int height;

  /**
   * @param pixelMeans red, green, blue, 0..255
   */
  public Canvas(List<Float> pixelMeans) {
    this(pixelMeans, new ReusedMemory());
  }

  Canvas(List<Float> pixelMeans, CanvasMemory memory) {
    this.memory = memory;
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
    long bytes = (long) newPages * newHeight * newWidth * Image.CHANNELS;
    if (bytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a batch of %d images of %dx%d pixels is too large; send fewer at a time"
              .formatted(newPages, newWidth, newHeight));
    }
    pages = newPages;
    width = newWidth;
    height = newHeight;
    pixels = memory.of(newPages, newHeight, newWidth);
    if (meanRow.length != newWidth * Image.CHANNELS) {
      meanRow = new byte[newWidth * Image.CHANNELS];
      for (int i = 0; i < meanRow.length; i++) {
        meanRow[i] = meanPixel[i % Image.CHANNELS];
      }
    }
  }

  /** Fills a page; different pages may be filled by different threads. */
  public void put(int page, Picture picture, InputGeometry geometry) {
    int stride = meanRow.length;
    int used = geometry.width() * Image.CHANNELS;
    int top = page * height * stride;
    if (picture.width() == geometry.width() && picture.height() == geometry.height()) {
      for (int y = 0; y < geometry.height(); y++) {
        picture.copyRow(y, pixels, top + y * stride);
      }
    } else {
      Scaler scaler = idle.poll();
      if (scaler == null) {
        scaler = new Scaler();
      }
      scaler.scale(picture, geometry.width(), geometry.height(), pixels, top, stride);
      idle.add(scaler);
    }
    for (int y = 0; y < height; y++) {
      int from = y < geometry.height() ? used : 0;
      pixels.put(top + y * stride + from, meanRow, 0, stride - from);
    }
  }

  /** {@code [pages, height, width, 3]} uint8. */
  public ByteBuffer pixels() {
    return pixels.duplicate().rewind();
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

package io.frameflow.detector.images;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * An RGB picture on the heap.
 *
 * <p>The array is not copied, for a frame is megabytes: whoever hands it over must not change it
 * afterwards, and readers must not write to it.
 *
 * @param width pixels, at least 1
 * @param height pixels, at least 1
 * @param rgb {@code [height, width, 3]} row-major, interleaved red, green, blue, 0..255 unsigned
 */
@SuppressWarnings("ArrayRecordComponent") // equality by content is defined below
public record Image(int width, int height, byte[] rgb) implements Picture {

  /** Channels per pixel. */
  public static final int CHANNELS = 3;

  /**
   * @throws IllegalArgumentException if a side is below 1 or the array does not hold exactly {@code
   *     width * height * 3} bytes
   */
  public Image {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "an image must be at least 1x1, but this is " + width + "x" + height);
    }
    if (rgb.length != (long) width * height * CHANNELS) {
      throw new IllegalArgumentException(
          "a %dx%d RGB image has %d bytes, but the array has %d"
              .formatted(width, height, (long) width * height * CHANNELS, rgb.length));
    }
  }

  /** Red of a pixel, 0..255. */
  public int red(int x, int y) {
    return rgb[CHANNELS * (y * width + x)] & 0xff;
  }

  /** Green of a pixel, 0..255. */
  public int green(int x, int y) {
    return rgb[CHANNELS * (y * width + x) + 1] & 0xff;
  }

  /** Blue of a pixel, 0..255. */
  public int blue(int x, int y) {
    return rgb[CHANNELS * (y * width + x) + 2] & 0xff;
  }

  @Override
  public void copyRow(int y, ByteBuffer target, int at) {
    int bytes = width * CHANNELS;
    target.put(at, rgb, y * bytes, bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Image image
        && width == image.width
        && height == image.height
        && Arrays.equals(rgb, image.rgb);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * width + height) + Arrays.hashCode(rgb);
  }

  @Override
  public String toString() {
    return "Image[" + width + "x" + height + " RGB]";
  }
}

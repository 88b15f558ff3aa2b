package io.frameflow.detector.proposals.windows;

import io.frameflow.detector.images.Image;
import io.frameflow.detector.images.Picture;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * An image brought down to a bounded number of pixels, as luminance and two colour differences.
 *
 * <p>Bounding the area instead of one side makes the cost independent of the aspect ratio. An image
 * is never enlarged. The buffers are reused from image to image, so an instance belongs to one
 * thread at a time.
 */
public final class WorkingImage {

  private int width;
  private int height;
  private int[] luminance = new int[0];
  private int[] redGreen = new int[0];
  private int[] blueYellow = new int[0];
  private int[] columns = new int[0];
  private ByteBuffer row = ByteBuffer.allocate(0);

  /** Sums of some rows of the image, as wide as it is. */
  private int[] line = new int[0];

  /**
   * Fills this working image with the area means of {@code image}.
   *
   * @param maxPixels the most pixels wanted, at least 1; the shape is kept, and no side falls below
   *     1 pixel
   */
  public void load(Picture image, int maxPixels) {
    double scale =
        Math.min(1, Math.sqrt(maxPixels / ((double) image.width() * (double) image.height())));
    width = Math.max(1, (int) Math.round(image.width() * scale));
    height = Math.max(1, (int) Math.round(image.height() * scale));
    ensureCapacity(image.width() * Image.CHANNELS);
    for (int x = 0; x <= width; x++) {
      columns[x] = (int) ((long) x * image.width() / width);
    }
    for (int y = 0; y < height; y++) {
      int top = (int) ((long) y * image.height() / height);
      int bottom = (int) ((long) (y + 1) * image.height() / height);
      meanOfRows(image, top, bottom, y * width);
    }
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** {@code [height * width]}, 0..255; the array may be longer than that. */
  int[] luminance() {
    return luminance;
  }

  /** Red against green, {@code [height * width]}, 0..255 with 127 for grey. */
  int[] redGreen() {
    return redGreen;
  }

  /** Yellow against blue, {@code [height * width]}, 0..255 with 127 for grey. */
  int[] blueYellow() {
    return blueYellow;
  }

  private void ensureCapacity(int rowBytes) {
    int pixels = width * height;
    if (luminance.length < pixels) {
      luminance = new int[pixels];
      redGreen = new int[pixels];
      blueYellow = new int[pixels];
    }
    if (columns.length <= width) {
      columns = new int[width + 1];
    }
    if (line.length < rowBytes) {
      line = new int[rowBytes];
      row = ByteBuffer.allocate(rowBytes);
    }
  }

  /** Adds up rows of the image first: they come one at a time. */
  private void meanOfRows(Picture image, int top, int bottom, int target) {
    int rowBytes = image.width() * Image.CHANNELS;
    Arrays.fill(line, 0, rowBytes, 0);
    byte[] rgb = row.array();
    for (int y = top; y < bottom; y++) {
      image.copyRow(y, row, 0);
      for (int i = 0; i < rowBytes; i++) {
        line[i] += rgb[i] & 0xff;
      }
    }
    for (int x = 0; x < width; x++) {
      int from = columns[x] * Image.CHANNELS;
      int to = columns[x + 1] * Image.CHANNELS;
      int red = 0;
      int green = 0;
      int blue = 0;
      for (int i = from; i < to; i += Image.CHANNELS) {
        red += line[i];
        green += line[i + 1];
        blue += line[i + 2];
      }
      int pixels = (bottom - top) * (columns[x + 1] - columns[x]);
      red /= pixels;
      green /= pixels;
      blue /= pixels;
      luminance[target + x] = (77 * red + 150 * green + 29 * blue) >> 8;
      redGreen[target + x] = (red - green + 255) >> 1;
      blueYellow[target + x] = ((red + green) / 2 - blue + 255) >> 1;
    }
  }
}

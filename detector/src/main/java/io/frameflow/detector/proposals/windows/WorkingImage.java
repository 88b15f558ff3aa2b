package io.frameflow.detector.proposals.windows;

import io.frameflow.detector.images.Image;
import io.frameflow.detector.images.Picture;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * An image brought down to a bounded number of pixels, as luminance and two colour differences.
 *
 * <p>Bounding the area instead of one side makes the cost independent of the aspect ratio. An image
 * is never enlarged. The buffers are reused from image to image, so an instance belongs to one
 * thread at a time.
 */
public final class WorkingImage {

  private static final int SHIFT = 54;

  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Every other byte of eight, each with room for a sum of 16 bits. */
  private static final long LANES = 0x00ff00ff00ff00ffL;

  private static final int MOST_ROWS_IN_LANES = 0xffff / 0xff;

  private int width;
  private int height;
  private int[] luminance = new int[0];
  private int[] redGreen = new int[0];
  private int[] blueYellow = new int[0];
  private int[] columns = new int[0];

  /** The rows of the image that make one row of this. */
  private ByteBuffer rows = ByteBuffer.allocate(0);

  /** Sums of these rows, as wide as the image. */
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
    }
  }

  private void meanOfRows(Picture image, int top, int bottom, int target) {
    int rowBytes = image.width() * Image.CHANNELS;
    int count = bottom - top;
    if (rows.capacity() < count * rowBytes) {
      rows = ByteBuffer.allocate(count * rowBytes);
    }
    for (int y = 0; y < count; y++) {
      image.copyRow(top + y, rows, y * rowBytes);
    }
    if (count == 2 && image.width() == 2 * width) {
      meanOfSquares(rows.array(), rowBytes, target);
    } else {
      meanOfCells(rows.array(), rowBytes, count, target);
    }
  }

  /** The commonest case, 640x480: cells of two by two pixels. */
  private void meanOfSquares(byte[] rgb, int rowBytes, int target) {
    int a = 0;
    int b = rowBytes;
    for (int x = 0; x < width; x++) {
      int red = (rgb[a] & 0xff) + (rgb[a + 3] & 0xff) + (rgb[b] & 0xff) + (rgb[b + 3] & 0xff);
      int green =
          (rgb[a + 1] & 0xff) + (rgb[a + 4] & 0xff) + (rgb[b + 1] & 0xff) + (rgb[b + 4] & 0xff);
      int blue =
          (rgb[a + 2] & 0xff) + (rgb[a + 5] & 0xff) + (rgb[b + 2] & 0xff) + (rgb[b + 5] & 0xff);
      put(target + x, red >> 2, green >> 2, blue >> 2);
      a += 2 * Image.CHANNELS;
      b += 2 * Image.CHANNELS;
    }
  }

  private void meanOfCells(byte[] rgb, int rowBytes, int count, int target) {
    sumRows(rgb, rowBytes, count);
    long inverse = 0;
    int pixels = 0;
    for (int x = 0; x < width; x++) {
      int from = columns[x] * Image.CHANNELS;
      int to = columns[x + 1] * Image.CHANNELS;
      int red = line[from];
      int green = line[from + 1];
      int blue = line[from + 2];
      for (int i = from + Image.CHANNELS; i < to; i += Image.CHANNELS) {
        red += line[i];
        green += line[i + 1];
        blue += line[i + 2];
      }
      int inCell = count * (columns[x + 1] - columns[x]);
      if (inCell != pixels) {
        pixels = inCell;
        inverse = inverse(pixels);
      }
      put(target + x, quotient(red, inverse), quotient(green, inverse), quotient(blue, inverse));
    }
  }

  private void put(int at, int red, int green, int blue) {
    luminance[at] = (77 * red + 150 * green + 29 * blue) >> 8;
    redGreen[at] = (red - green + 255) >> 1;
    blueYellow[at] = ((red + green) / 2 - blue + 255) >> 1;
  }

  /**
   * Adds up rows of bytes into {@link #line}, eight columns at a time where that cannot overflow.
   */
  private void sumRows(byte[] rgb, int rowBytes, int count) {
    int done = 0;
    if (count <= MOST_ROWS_IN_LANES) {
      for (; done + Long.BYTES <= rowBytes; done += Long.BYTES) {
        sumEight(rgb, rowBytes, count, done);
      }
    }
    for (; done < rowBytes; done++) {
      int sum = 0;
      for (int y = 0; y < count; y++) {
        sum += rgb[y * rowBytes + done] & 0xff;
      }
      line[done] = sum;
    }
  }

  private void sumEight(byte[] rgb, int rowBytes, int count, int column) {
    long even = 0;
    long odd = 0;
    for (int y = 0; y < count; y++) {
      long eight = (long) EIGHT_BYTES.get(rgb, y * rowBytes + column);
      even += eight & LANES;
      odd += (eight >>> 8) & LANES;
    }
    line[column] = (int) even & 0xffff;
    line[column + 1] = (int) odd & 0xffff;
    line[column + 2] = (int) even >>> 16;
    line[column + 3] = (int) odd >>> 16;
    line[column + 4] = (int) (even >>> 32) & 0xffff;
    line[column + 5] = (int) (odd >>> 32) & 0xffff;
    line[column + 6] = (int) (even >>> 48);
    line[column + 7] = (int) (odd >>> 48);
  }

  /**
   * Multiplying by this and shifting is the integer division of a sum of bytes by their number,
   * exactly, as long as the sum fits an int.
   */
  private static long inverse(int divisor) {
    return (1L << SHIFT) / divisor + 1;
  }

  private static int quotient(int sum, long inverse) {
    return (int) ((sum * inverse) >>> SHIFT);
  }
}

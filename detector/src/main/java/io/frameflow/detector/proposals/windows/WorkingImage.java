package io.frameflow.detector.proposals.windows;

import io.frameflow.detector.images.Image;

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

  /**
   * Fills this working image with the area means of {@code image}.
   *
   * @param maxPixels the most pixels wanted, at least 1; the shape is kept, and no side falls below
   *     1 pixel
   */
  public void load(Image image, int maxPixels) {
    double scale =
        Math.min(1, Math.sqrt(maxPixels / ((double) image.width() * (double) image.height())));
    width = Math.max(1, (int) Math.round(image.width() * scale));
    height = Math.max(1, (int) Math.round(image.height() * scale));
    ensureCapacity();
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

  private void ensureCapacity() {
    int pixels = width * height;
    if (luminance.length < pixels) {
      luminance = new int[pixels];
      redGreen = new int[pixels];
      blueYellow = new int[pixels];
    }
    if (columns.length <= width) {
      columns = new int[width + 1];
    }
  }

  private void meanOfRows(Image image, int top, int bottom, int target) {
    byte[] rgb = image.rgb();
    int rowBytes = image.width() * Image.CHANNELS;
    for (int x = 0; x < width; x++) {
      int from = columns[x] * Image.CHANNELS;
      int to = columns[x + 1] * Image.CHANNELS;
      int red = 0;
      int green = 0;
      int blue = 0;
      for (int y = top; y < bottom; y++) {
        int row = y * rowBytes;
        for (int i = row + from; i < row + to; i += Image.CHANNELS) {
          red += rgb[i] & 0xff;
          green += rgb[i + 1] & 0xff;
          blue += rgb[i + 2] & 0xff;
        }
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

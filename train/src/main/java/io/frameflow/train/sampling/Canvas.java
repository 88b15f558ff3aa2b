package io.frameflow.train.sampling;

import io.frameflow.detector.images.Image;

/**
 * The pixels of a batch, [images, height, width, 3] RGB, filled with the pixel mean where no image
 * lies.
 */
final class Canvas {
  private final int height;
  private final int width;
  private final float[] pixels;

  /**
   * Starts with nothing drawn.
   *
   * @param padding [3] red, green, blue on 0..255
   */
  Canvas(int images, int height, int width, float[] padding) {
    this.height = height;
    this.width = width;
    pixels = new float[images * height * width * 3];
    for (int i = 0; i < pixels.length; i += 3) {
      pixels[i] = padding[0];
      pixels[i + 1] = padding[1];
      pixels[i + 2] = padding[2];
    }
  }

  float[] pixels() {
    return pixels;
  }

  /** Draws an image, bilinear; parts that fall outside the placement's own size are dropped. */
  void draw(int index, Image image, Placement place, ColourChange colours) {
    int rowBytes = image.width() * 3;
    Axis across =
        new Axis(
            place.width(),
            place.flipX(),
            place.scaleX(),
            place.shiftX(),
            place.transpose() ? rowBytes : 3);
    Axis down =
        new Axis(
            place.height(),
            place.flipY(),
            place.scaleY(),
            place.shiftY(),
            place.transpose() ? 3 : rowBytes);
    for (int y = down.from; y < down.to; y++) {
      int row = ((index * height + y) * width + across.from) * 3;
      drawRow(image.rgb(), row, across, down.low[y], down.high[y], down.fraction[y], colours);
    }
  }

  private void drawRow(
      byte[] rgb, int out, Axis across, int upper, int lower, float down, ColourChange colours) {
    float f0 = colours.factors()[0];
    float f1 = colours.factors()[1];
    float f2 = colours.factors()[2];
    float o0 = colours.offsets()[0];
    float o1 = colours.offsets()[1];
    float o2 = colours.offsets()[2];
    for (int x = across.from; x < across.to; x++, out += 3) {
      float right = across.fraction[x];
      int a = upper + across.low[x];
      int b = upper + across.high[x];
      int c = lower + across.low[x];
      int d = lower + across.high[x];
      pixels[out] = f0 * mix(rgb[a], rgb[b], rgb[c], rgb[d], right, down) + o0;
      pixels[out + 1] = f1 * mix(rgb[a + 1], rgb[b + 1], rgb[c + 1], rgb[d + 1], right, down) + o1;
      pixels[out + 2] = f2 * mix(rgb[a + 2], rgb[b + 2], rgb[c + 2], rgb[d + 2], right, down) + o2;
    }
  }

  private static float mix(byte a, byte b, byte c, byte d, float right, float down) {
    float upper = (a & 0xff) + ((b & 0xff) - (a & 0xff)) * right;
    float lower = (c & 0xff) + ((d & 0xff) - (c & 0xff)) * right;
    return upper + (lower - upper) * down;
  }

  /** For each result pixel of one axis, the two source pixels (as byte offsets) and their mix. */
  private static final class Axis {
    private final int[] low;
    private final int[] high;
    private final float[] fraction;
    private final int from;
    private final int to;

    Axis(int length, boolean flip, float scale, float shift, int stride) {
      low = new int[length];
      high = new int[length];
      fraction = new float[length];
      int first = length;
      int end = 0;
      for (int i = 0; i < length; i++) {
        float at = (i + .5f - shift) / scale;
        if (at < 0 || at > length) {
          continue;
        }
        first = Math.min(first, i);
        end = i + 1;
        // Pixel k of the source has its centre at k + 1/2.
        float centred = Math.min(length - 1, Math.max(0, (flip ? length - at : at) - .5f));
        int k = (int) centred;
        low[i] = k * stride;
        high[i] = Math.min(k + 1, length - 1) * stride;
        fraction[i] = centred - k;
      }
      from = first;
      to = end;
    }
  }
}

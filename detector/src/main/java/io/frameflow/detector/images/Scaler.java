package io.frameflow.detector.images;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Scales pictures as {@link Resize} says, with buffers that serve the next picture as well: frames
 * of one camera cost no new memory. An instance belongs to one thread at a time.
 */
public final class Scaler {

  /** The intermediate line keeps 6 bits of fraction. */
  private static final int FRACTION_BITS = 6;

  private ScalingWeights columns = ScalingWeights.of(1, 1);
  private ScalingWeights rows = ScalingWeights.of(1, 1);
  private ByteBuffer source = ByteBuffer.allocate(0);
  private int[] line = new int[0];
  private byte[] result = new byte[0];

  /**
   * Scales a whole picture, without keeping the aspect ratio.
   *
   * @param width of the result, at least 1
   * @param height of the result, at least 1
   * @param target where the result is put, row by row; its position stays
   * @param at index of the first byte
   * @param stride bytes from one row's beginning to the next one's, at least {@code 3 * width}
   */
  public void scale(Picture picture, int width, int height, ByteBuffer target, int at, int stride) {
    columns = columns.reuseOr(picture.width(), width);
    rows = rows.reuseOr(picture.height(), height);
    int samples = picture.width() * Image.CHANNELS;
    if (line.length < samples) {
      line = new int[samples];
      source = ByteBuffer.allocate(samples);
    }
    int bytes = Math.multiplyExact(width, Image.CHANNELS);
    if (result.length < bytes) {
      result = new byte[bytes];
    }
    for (int y = 0; y < height; y++) {
      mixRows(picture, y, samples);
      mixColumns(width, samples);
      target.put(at + y * stride, result, 0, bytes);
    }
  }

  private void mixRows(Picture picture, int y, int samples) {
    int shift = ScalingWeights.BITS - FRACTION_BITS;
    Arrays.fill(line, 0, samples, 1 << (shift - 1));
    byte[] rgb = source.array();
    for (int tap = 0; tap < rows.taps(); tap++) {
      int weight = rows.weight(y, tap);
      if (weight != 0) {
        picture.copyRow(rows.first(y) + tap, source, 0);
        for (int i = 0; i < samples; i++) {
          line[i] += weight * (rgb[i] & 0xff);
        }
      }
    }
    for (int i = 0; i < samples; i++) {
      line[i] >>= shift;
    }
  }

  private void mixColumns(int width, int samples) {
    int shift = ScalingWeights.BITS + FRACTION_BITS;
    int half = 1 << (shift - 1);
    int last = samples - Image.CHANNELS;
    int taps = columns.taps();
    for (int x = 0; x < width; x++) {
      int red = half;
      int green = half;
      int blue = half;
      int from = columns.first(x) * Image.CHANNELS;
      for (int tap = 0; tap < taps; tap++) {
        int weight = columns.weight(x, tap);
        red += weight * line[from];
        green += weight * line[from + 1];
        blue += weight * line[from + 2];
        // unused taps, of weight 0, would point beyond the line
        from = Math.min(from + Image.CHANNELS, last);
      }
      result[3 * x] = (byte) (red >> shift);
      result[3 * x + 1] = (byte) (green >> shift);
      result[3 * x + 2] = (byte) (blue >> shift);
    }
  }
}

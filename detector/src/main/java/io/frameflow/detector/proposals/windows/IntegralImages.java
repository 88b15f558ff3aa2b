package io.frameflow.detector.proposals.windows;

import java.util.Arrays;

/**
 * Summed-area tables of five channels, after which the sum over any rectangle costs four look-ups.
 *
 * <p>The channels of one point lie side by side ({@code [height + 1, width + 1, CHANNELS]}), since
 * a window asks for several of them at the same corners. Buffers are reused; an instance belongs to
 * one thread at a time.
 */
public final class IntegralImages {

  /** Absolute horizontal luminance difference, cut off at {@value #STRONGEST_EDGE}. */
  static final int GRADIENT_X = 0;

  /** Absolute vertical luminance difference, cut off at {@value #STRONGEST_EDGE}. */
  static final int GRADIENT_Y = 1;

  static final int LUMINANCE = 2;
  static final int RED_GREEN = 3;
  static final int BLUE_YELLOW = 4;
  static final int CHANNELS = 5;

  /** A few very strong edges (text, glare) must not outweigh an outline of ordinary ones. */
  private static final int STRONGEST_EDGE = 60;

  private int width;
  private int height;
  private int[] sums = new int[0];

  /** Computes the tables of an image. */
  public void load(WorkingImage image) {
    width = image.width();
    height = image.height();
    int rowLength = (width + 1) * CHANNELS;
    int needed = rowLength * (height + 1);
    if (sums.length < needed) {
      sums = new int[needed];
    }
    Arrays.fill(sums, 0, rowLength, 0);
    for (int y = 0; y < height; y++) {
      addRow(image, y, rowLength);
    }
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Index of channel 0 at a corner; {@code 0 <= x <= width}, {@code 0 <= y <= height}. */
  int corner(int x, int y) {
    return (y * (width + 1) + x) * CHANNELS;
  }

  /** Sum of a channel between four {@linkplain #corner corners}. */
  int between(int topLeft, int topRight, int bottomLeft, int bottomRight, int channel) {
    return sums[bottomRight + channel]
        - sums[topRight + channel]
        - sums[bottomLeft + channel]
        + sums[topLeft + channel];
  }

  /** Sum of a channel over the pixels of {@code [x1, x2) x [y1, y2)}. */
  int sum(int channel, int x1, int y1, int x2, int y2) {
    return between(corner(x1, y1), corner(x2, y1), corner(x1, y2), corner(x2, y2), channel);
  }

  /** Mean of a channel over the whole image. */
  float mean(int channel) {
    return sum(channel, 0, 0, width, height) / (float) (width * height);
  }

  private void addRow(WorkingImage image, int y, int rowLength) {
    int[] luminance = image.luminance();
    int row = y * width;
    int above = Math.max(0, y - 1) * width;
    int below = Math.min(height - 1, y + 1) * width;
    int target = (y + 1) * rowLength;
    Arrays.fill(sums, target, target + CHANNELS, 0);
    int gradientX = 0;
    int gradientY = 0;
    int light = 0;
    int redGreen = 0;
    int blueYellow = 0;
    for (int x = 0; x < width; x++) {
      int left = Math.max(0, x - 1);
      int right = Math.min(width - 1, x + 1);
      gradientX += edge(luminance[row + right] - luminance[row + left]);
      gradientY += edge(luminance[below + x] - luminance[above + x]);
      light += luminance[row + x];
      redGreen += image.redGreen()[row + x];
      blueYellow += image.blueYellow()[row + x];
      int at = target + (x + 1) * CHANNELS;
      int up = at - rowLength;
      sums[at + GRADIENT_X] = sums[up + GRADIENT_X] + gradientX;
      sums[at + GRADIENT_Y] = sums[up + GRADIENT_Y] + gradientY;
      sums[at + LUMINANCE] = sums[up + LUMINANCE] + light;
      sums[at + RED_GREEN] = sums[up + RED_GREEN] + redGreen;
      sums[at + BLUE_YELLOW] = sums[up + BLUE_YELLOW] + blueYellow;
    }
  }

  private static int edge(int difference) {
    return Math.min(Math.abs(difference), STRONGEST_EDGE);
  }
}

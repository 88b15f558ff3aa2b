package io.frameflow.detector.proposals.windows;

import java.util.Arrays;

/**
 * Summed-area tables of a working image, after which the sum over any rectangle costs four
 * look-ups.
 *
 * <p>Most rectangles are asked for texture, luminance and both colours. These four sums of a point
 * lie side by side, two to a long, and are added and subtracted as longs: what the lower half
 * borrows from the upper one it has given back when a rectangle's sum is complete. Buffers are
 * reused; an instance belongs to one thread at a time.
 */
public final class IntegralImages {

  /** What is summed up. */
  enum Channel {
    /** Absolute horizontal luminance difference, cut off at {@value #STRONGEST_EDGE}. */
    GRADIENT_X,
    /** Absolute vertical luminance difference, cut off at {@value #STRONGEST_EDGE}. */
    GRADIENT_Y,
    LUMINANCE,
    RED_GREEN,
    BLUE_YELLOW
  }

  /** A few very strong edges (text, glare) must not outweigh an outline of ordinary ones. */
  private static final int STRONGEST_EDGE = 60;

  private int width;
  private int height;

  /** {@code [height + 1, width + 1]}. */
  private int[] gradientX = new int[0];

  private int[] gradientY = new int[0];

  /**
   * {@code [height + 1, width + 1, 2]}: luminance and, in the upper half, both gradients together;
   * then blue-yellow and, in the upper half, red-green.
   */
  private long[] contents = new long[0];

  /** Computes the tables of an image of less than 8 million pixels. */
  public void load(WorkingImage image) {
    width = image.width();
    height = image.height();
    int rowLength = width + 1;
    int needed = rowLength * (height + 1);
    if (gradientX.length < needed) {
      gradientX = new int[needed];
      gradientY = new int[needed];
      contents = new long[2 * needed];
    }
    Arrays.fill(gradientX, 0, rowLength, 0);
    Arrays.fill(gradientY, 0, rowLength, 0);
    Arrays.fill(contents, 0, 2 * rowLength, 0);
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

  /** {@code [height + 1, width + 1]}, at least; not to be changed. */
  int[] gradientX() {
    return gradientX;
  }

  /** {@code [height + 1, width + 1]}, at least; not to be changed. */
  int[] gradientY() {
    return gradientY;
  }

  /** {@code [height + 1, width + 1, 2]}, at least; not to be changed. */
  long[] contents() {
    return contents;
  }

  /** Sum of a channel over the pixels of {@code [x1, x2) x [y1, y2)}. */
  int sum(Channel channel, int x1, int y1, int x2, int y2) {
    int a = y1 * (width + 1) + x1;
    int b = y1 * (width + 1) + x2;
    int c = y2 * (width + 1) + x1;
    int d = y2 * (width + 1) + x2;
    return switch (channel) {
      case GRADIENT_X -> gradientX[d] - gradientX[b] - gradientX[c] + gradientX[a];
      case GRADIENT_Y -> gradientY[d] - gradientY[b] - gradientY[c] + gradientY[a];
      case LUMINANCE -> (int) packed(a, b, c, d, 0);
      case BLUE_YELLOW -> (int) packed(a, b, c, d, 1);
      case RED_GREEN -> (int) (packed(a, b, c, d, 1) >>> 32);
    };
  }

  private long packed(int a, int b, int c, int d, int which) {
    return contents[2 * d + which]
        - contents[2 * b + which]
        - contents[2 * c + which]
        + contents[2 * a + which];
  }

  /** Mean of a channel over the whole image. */
  float mean(Channel channel) {
    return sum(channel, 0, 0, width, height) / (float) (width * height);
  }

  private void addRow(WorkingImage image, int y, int rowLength) {
    int[] luminance = image.luminance();
    int[] redGreen = image.redGreen();
    int[] blueYellow = image.blueYellow();
    int row = y * width;
    int above = Math.max(0, y - 1) * width;
    int below = Math.min(height - 1, y + 1) * width;
    int up = y * rowLength;
    int at = up + rowLength;
    gradientX[at] = 0;
    gradientY[at] = 0;
    contents[2 * at] = 0;
    contents[2 * at + 1] = 0;
    int sumX = 0;
    int sumY = 0;
    long textureAndLight = 0;
    long colours = 0;
    int left = luminance[row];
    int here = left;
    for (int x = 0; x < width; x++) {
      int right = x + 1 < width ? luminance[row + x + 1] : here;
      int edgeX = edge(right - left);
      int edgeY = edge(luminance[below + x] - luminance[above + x]);
      sumX += edgeX;
      sumY += edgeY;
      textureAndLight += ((long) (edgeX + edgeY) << 32) + here;
      colours += ((long) redGreen[row + x] << 32) + blueYellow[row + x];
      left = here;
      here = right;
      up++;
      at++;
      gradientX[at] = gradientX[up] + sumX;
      gradientY[at] = gradientY[up] + sumY;
      contents[2 * at] = contents[2 * up] + textureAndLight;
      contents[2 * at + 1] = contents[2 * up + 1] + colours;
    }
  }

  private static int edge(int difference) {
    return Math.min(Math.abs(difference), STRONGEST_EDGE);
  }
}

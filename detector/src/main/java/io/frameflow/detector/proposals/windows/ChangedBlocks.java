package io.frameflow.detector.proposals.windows;

import java.util.Arrays;

/**
 * Which blocks of {@value #SIDE}x{@value #SIDE} working pixels differ from a reference by more than
 * sensor noise.
 *
 * <p>A pixel's difference counts as far as it exceeds the noise, in each of luminance and two
 * colours; a block has changed where the sum exceeds a limit. So a few very different pixels count
 * as well as many that differ a little. The reference keeps a block until it has changed: what
 * comes slowly adds up. Buffers are reused; an instance belongs to one thread at a time.
 */
final class ChangedBlocks {

  static final int SHIFT = 3;
  static final int SIDE = 1 << SHIFT;

  private int across;
  private int down;
  private int count;
  private int[] sums = new int[0];

  /** {@code [down + 1, across + 1]}: changed blocks above and left of a corner. */
  private int[] above = new int[0];

  /**
   * Compares an image with a reference of its size.
   *
   * @param noise grey levels that do not count
   * @param limit of a block's sum of what exceeds the noise, above which it has changed
   */
  void compare(WorkingImage image, ReferenceImage reference, int noise, int limit) {
    across = blocks(image.width());
    down = blocks(image.height());
    if (sums.length < across) {
      sums = new int[across];
    }
    if (above.length < (across + 1) * (down + 1)) {
      above = new int[(across + 1) * (down + 1)];
    }
    Arrays.fill(above, 0, across + 1, 0);
    for (int block = 0; block < down; block++) {
      Arrays.fill(sums, 0, across, 0);
      int end = Math.min(image.height(), (block + 1) << SHIFT);
      for (int y = block << SHIFT; y < end; y++) {
        addRow(image, reference, y, noise);
      }
      int at = (block + 1) * (across + 1);
      above[at] = 0;
      int changed = 0;
      for (int x = 0; x < across; x++) {
        changed += sums[x] > limit ? 1 : 0;
        above[at + x + 1] = above[at + x - across] + changed;
      }
    }
    count = above[down * (across + 1) + across];
  }

  private void addRow(WorkingImage image, ReferenceImage reference, int y, int noise) {
    int width = image.width();
    int row = y * width;
    for (int block = 0; block < across; block++) {
      int end = row + Math.min(width, (block + 1) << SHIFT);
      int sum = 0;
      for (int i = row + (block << SHIFT); i < end; i++) {
        sum += beyond(image.luminance()[i] - (reference.luminance()[i] & 0xff), noise);
        sum += beyond(image.redGreen()[i] - (reference.redGreen()[i] & 0xff), noise);
        sum += beyond(image.blueYellow()[i] - (reference.blueYellow()[i] & 0xff), noise);
      }
      sums[block] += sum;
    }
  }

  private static int beyond(int difference, int noise) {
    return Math.max(0, Math.abs(difference) - noise);
  }

  private static int blocks(int length) {
    return (length + SIDE - 1) >> SHIFT;
  }

  boolean none() {
    return count == 0;
  }

  /** Changed blocks over all blocks. */
  float share() {
    return count / (float) (across * down);
  }

  int across() {
    return across;
  }

  int down() {
    return down;
  }

  boolean changed(int x, int y) {
    return within(x, y, x + 1, y + 1);
  }

  /**
   * Whether a changed block touches the pixels of {@code [x1, x2) x [y1, y2)}; those outside the
   * image do not matter.
   */
  boolean touch(int x1, int y1, int x2, int y2) {
    return within(
        Math.max(0, x1) >> SHIFT,
        Math.max(0, y1) >> SHIFT,
        Math.min(across, blocks(x2)),
        Math.min(down, blocks(y2)));
  }

  /** Whether there is a changed one among the blocks of {@code [x1, x2) x [y1, y2)}. */
  private boolean within(int x1, int y1, int x2, int y2) {
    int top = y1 * (across + 1);
    int bottom = y2 * (across + 1);
    return above[bottom + x2] - above[top + x2] - above[bottom + x1] + above[top + x1] > 0;
  }
}

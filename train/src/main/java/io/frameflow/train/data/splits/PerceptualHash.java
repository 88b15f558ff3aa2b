package io.frameflow.train.data.splits;

import io.frameflow.detector.images.Image;

/**
 * A fingerprint of what an image looks like: the image is averaged to 9x9 grey cells, and each bit
 * says whether a cell is darker than its right neighbour ({@code across}) or the one below ({@code
 * down}). Recompression, another size or brightness change a few of the 128 bits; another picture
 * changes about half ("difference hash").
 *
 * @param across 8x8 bits, row by row
 * @param down 8x8 bits, row by row
 */
public record PerceptualHash(long across, long down) {
  /** Bits of a hash. */
  public static final int BITS = 128;

  private static final int CELLS = 9;

  /** The hash of an image. */
  public static PerceptualHash of(Image image) {
    return of(cells(image));
  }

  /** The hash that the image would have if left and right were swapped. */
  public static PerceptualHash ofMirrored(Image image) {
    double[][] cells = cells(image);
    for (double[] row : cells) {
      for (int x = 0; x < CELLS / 2; x++) {
        double left = row[x];
        row[x] = row[CELLS - 1 - x];
        row[CELLS - 1 - x] = left;
      }
    }
    return of(cells);
  }

  /** Bits that differ, 0..128. */
  public int distance(PerceptualHash other) {
    return Long.bitCount(across ^ other.across) + Long.bitCount(down ^ other.down);
  }

  private static PerceptualHash of(double[][] cells) {
    long across = 0;
    long down = 0;
    for (int y = 0; y < CELLS - 1; y++) {
      for (int x = 0; x < CELLS - 1; x++) {
        across = across << 1 | (cells[y][x] < cells[y][x + 1] ? 1 : 0);
        down = down << 1 | (cells[y][x] < cells[y + 1][x] ? 1 : 0);
      }
    }
    return new PerceptualHash(across, down);
  }

  /** Mean brightness of 9x9 parts of the image; those of an image below 9 pixels overlap. */
  private static double[][] cells(Image image) {
    double[][] cells = new double[CELLS][CELLS];
    for (int cy = 0; cy < CELLS; cy++) {
      int top = cy * image.height() / CELLS;
      int bottom = Math.max(top + 1, (cy + 1) * image.height() / CELLS);
      for (int cx = 0; cx < CELLS; cx++) {
        int left = cx * image.width() / CELLS;
        int right = Math.max(left + 1, (cx + 1) * image.width() / CELLS);
        long sum = 0;
        for (int y = top; y < bottom; y++) {
          for (int x = left; x < right; x++) {
            // ITU-R BT.601 in thousandths
            sum += 299L * image.red(x, y) + 587L * image.green(x, y) + 114L * image.blue(x, y);
          }
        }
        cells[cy][cx] = sum / (double) ((bottom - top) * (right - left));
      }
    }
    return cells;
  }
}

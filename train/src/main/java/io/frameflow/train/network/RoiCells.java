package io.frameflow.train.network;

import io.frameflow.detector.pooling.RoiBinning;
import java.util.Arrays;

/**
 * The cells of all bins of a batch's RoIs, for {@link SegmentMaxPooling}.
 *
 * @param cells index into the map's {@code N * H * W} cells
 * @param bins for every cell the bin it belongs to, {@code (roi * 7 + row) * 7 + column} if there
 *     are 7 along each axis; ascending
 */
@SuppressWarnings("ArrayRecordComponent") // fed to one step and dropped, never compared
public record RoiCells(int[] cells, int[] bins) {

  /**
   * Lays RoIs over a map.
   *
   * @param rois {@code [R, 5]} image index, x1, y1, x2, y2 in input pixels
   * @param height cells of the map
   * @param width cells of the map
   */
  public static RoiCells of(Tap tap, float[] rois, int height, int width) {
    RoiBinning binning = tap.binning();
    int perAxis = tap.bins().count();
    int[] cells = new int[1 << 16];
    int[] bins = new int[1 << 16];
    int count = 0;
    for (int r = 0; r < rois.length / 5; r++) {
      int image = (int) rois[5 * r];
      int[] xs = binning.bins(rois[5 * r + 1], rois[5 * r + 3], width);
      int[] ys = binning.bins(rois[5 * r + 2], rois[5 * r + 4], height);
      for (int row = 0; row < perAxis; row++) {
        for (int column = 0; column < perAxis; column++) {
          int bin = (r * perAxis + row) * perAxis + column;
          for (int y = ys[2 * row]; y < ys[2 * row + 1]; y++) {
            for (int x = xs[2 * column]; x < xs[2 * column + 1]; x++) {
              if (count == cells.length) {
                cells = Arrays.copyOf(cells, 2 * count);
                bins = Arrays.copyOf(bins, 2 * count);
              }
              cells[count] = (image * height + y) * width + x;
              bins[count++] = bin;
            }
          }
        }
      }
    }
    return new RoiCells(Arrays.copyOf(cells, count), Arrays.copyOf(bins, count));
  }
}

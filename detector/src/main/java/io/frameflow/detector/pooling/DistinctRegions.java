package io.frameflow.detector.pooling;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The regions of a batch that pool different cells. Those that cover the same cells of the same
 * image pool to the same values, and the heads answer them alike.
 */
public final class DistinctRegions {

  private static final int ROI_SIZE = 5;

  private final int[] firsts;
  private final int[] rows;

  private DistinctRegions(int[] firsts, int[] rows) {
    this.firsts = firsts;
    this.rows = rows;
  }

  /**
   * Compares all regions.
   *
   * @param rois {@code [R, 5]} image index, x1, y1, x2, y2 in input pixels
   * @param maps that they are pooled from
   * @param binnings per map
   */
  public static DistinctRegions of(
      float[] rois, List<FeatureGrid> maps, List<RoiBinning> binnings) {
    int regions = rois.length / ROI_SIZE;
    int[] firsts = new int[regions];
    int[] rows = new int[regions];
    Map<Cells, Integer> seen = new HashMap<>(2 * regions);
    for (int r = 0; r < regions; r++) {
      Integer known = seen.putIfAbsent(Cells.of(rois, r, maps, binnings), seen.size());
      rows[r] = known == null ? seen.size() - 1 : known;
      if (known == null) {
        firsts[rows[r]] = r;
      }
    }
    return new DistinctRegions(Arrays.copyOf(firsts, seen.size()), rows);
  }

  /** How many there are. */
  public int count() {
    return firsts.length;
  }

  /** The first region that is the {@code row}-th distinct one. */
  public int region(int row) {
    return firsts[row];
  }

  /**
   * Answers for all regions.
   *
   * @param distinct {@code [count, columns]}
   * @return {@code [R, columns]}; the same array if all are distinct
   */
  public float[] spread(float[] distinct, int columns) {
    if (firsts.length == rows.length) {
      return distinct;
    }
    float[] all = new float[rows.length * columns];
    for (int r = 0; r < rows.length; r++) {
      System.arraycopy(distinct, rows[r] * columns, all, r * columns, columns);
    }
    return all;
  }

  /** The image and, per map, the first and last cell along both axes. */
  @SuppressWarnings("ArrayRecordComponent") // compared by content, below
  private record Cells(int[] values) {

    static Cells of(float[] rois, int r, List<FeatureGrid> maps, List<RoiBinning> binnings) {
      int at = ROI_SIZE * r;
      int[] values = new int[1 + 4 * maps.size()];
      values[0] = (int) rois[at];
      for (int i = 0; i < maps.size(); i++) {
        FeatureGrid map = maps.get(i);
        RoiBinning binning = binnings.get(i);
        values[4 * i + 1] = binning.firstCell(rois[at + 1], map.width());
        values[4 * i + 2] = binning.firstCell(rois[at + 2], map.height());
        values[4 * i + 3] = binning.lastCell(rois[at + 3], map.width());
        values[4 * i + 4] = binning.lastCell(rois[at + 4], map.height());
      }
      return new Cells(values);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Cells cells && Arrays.equals(values, cells.values);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(values);
    }
  }
}

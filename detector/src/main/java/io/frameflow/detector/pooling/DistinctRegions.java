package io.frameflow.detector.pooling;

import java.util.Arrays;
import java.util.List;

/**
 * The regions of a batch that pool different cells. Those that cover the same cells of the same
 * image pool to the same values, and the heads answer them alike.
 *
 * <p>Buffers are reused from batch to batch; an instance belongs to one thread at a time.
 */
public final class DistinctRegions {

  private static final int ROI_SIZE = 5;

  /** Cells of a map that tell regions apart: the first and the last along both axes. */
  private static final int CELLS = 4;

  private final List<RoiBinning> binnings;

  /** Numbers of a region's key: its image, and its cells on each map. */
  private final int keySize;

  /** {@code [distinct, keySize]}. */
  private int[] keys = new int[0];

  /** A hash table of distinct regions, counted from 1; 0 is a free place. */
  private int[] table = new int[16];

  private int[] firsts = new int[0];
  private int[] rows = new int[0];
  private int regions;
  private int count;

  /**
   * @param binnings per map that regions will be pooled from
   */
  public DistinctRegions(List<RoiBinning> binnings) {
    this.binnings = List.copyOf(binnings);
    keySize = 1 + CELLS * binnings.size();
  }

  /**
   * Compares all regions.
   *
   * @param rois {@code [R, 5]} image index, x1, y1, x2, y2 in input pixels
   * @param maps that they are pooled from, as many as there are binnings
   */
  public void find(float[] rois, List<FeatureGrid> maps) {
    regions = rois.length / ROI_SIZE;
    reserve();
    count = 0;
    for (int r = 0; r < regions; r++) {
      writeKey(rois, r, maps);
      rows[r] = place();
      if (rows[r] == count) {
        firsts[count++] = r;
      }
    }
  }

  /** How many there are. */
  public int count() {
    return count;
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
    if (count == regions) {
      return distinct;
    }
    float[] all = new float[regions * columns];
    for (int r = 0; r < regions; r++) {
      System.arraycopy(distinct, rows[r] * columns, all, r * columns, columns);
    }
    return all;
  }

  private void reserve() {
    if (rows.length < regions) {
      rows = new int[regions];
      firsts = new int[regions];
      keys = new int[regions * keySize];
      table = new int[2 * Integer.highestOneBit(2 * regions)];
    }
    Arrays.fill(table, 0);
  }

  /** Writes a region's key behind those of the distinct ones. */
  private void writeKey(float[] rois, int r, List<FeatureGrid> maps) {
    int from = ROI_SIZE * r;
    int to = count * keySize;
    keys[to++] = (int) rois[from];
    for (int i = 0; i < binnings.size(); i++) {
      FeatureGrid map = maps.get(i);
      RoiBinning binning = binnings.get(i);
      keys[to++] = binning.firstCell(rois[from + 1], map.width());
      keys[to++] = binning.firstCell(rois[from + 2], map.height());
      keys[to++] = binning.lastCell(rois[from + 3], map.width());
      keys[to++] = binning.lastCell(rois[from + 4], map.height());
    }
  }

  /** The distinct region with the key that was written last: its own if there is none yet. */
  private int place() {
    int key = count * keySize;
    int hash = 0;
    for (int i = key; i < key + keySize; i++) {
      hash = (hash ^ keys[i]) * 0x9e3779b1;
      hash ^= hash >>> 15;
    }
    int place = hash & (table.length - 1);
    while (table[place] != 0) {
      int other = (table[place] - 1) * keySize;
      if (Arrays.equals(keys, key, key + keySize, keys, other, other + keySize)) {
        return table[place] - 1;
      }
      place = (place + 1) & (table.length - 1);
    }
    table[place] = count + 1;
    return count;
  }
}

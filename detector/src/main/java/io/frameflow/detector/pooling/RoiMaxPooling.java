package io.frameflow.detector.pooling;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Exact RoI max pooling (Fast R-CNN, section 2.1) of regions from one or several maps.
 *
 * <p>A row of bins first takes the maximum down its columns, in runs as long as the region is wide,
 * then the maximum across each bin. Both loops read and write at the same index of two arrays, with
 * rows copied there first: only then does the JIT compiler know that they do not overlap and uses
 * vector instructions, which made it 2.2 times as fast as without the copies.
 *
 * <p>Buffers are reused from batch to batch; an instance belongs to one thread at a time.
 */
public final class RoiMaxPooling {

  private static final int ROI_SIZE = 5;

  private final List<RoiBinning> binnings;
  private final int bins;
  private final int[] xs;
  private final int[] ys;
  private float[] pooled = new float[0];
  private float[] row = new float[0];
  private float[] columns = new float[0];
  private float[] cell = new float[0];
  private float[] bin = new float[0];

  /**
   * @param binnings per map, at least one, all with the same number of bins
   * @throws IllegalArgumentException if they do not fit each other
   */
  public RoiMaxPooling(List<RoiBinning> binnings) {
    if (binnings.isEmpty()) {
      throw new IllegalArgumentException("there is no map to pool from");
    }
    if (binnings.stream().mapToInt(RoiBinning::count).distinct().count() > 1) {
      throw new IllegalArgumentException("all maps must have the same number of bins: " + binnings);
    }
    this.binnings = List.copyOf(binnings);
    this.bins = binnings.get(0).count();
    this.xs = new int[2 * bins];
    this.ys = new int[2 * bins];
  }

  /** Numbers of a pooled region: bins x bins x the channels of all maps. */
  public int size(List<FeatureGrid> maps) {
    return bins * bins * channels(maps);
  }

  private static int channels(List<FeatureGrid> maps) {
    int sum = 0;
    for (FeatureGrid map : maps) {
      sum += map.channels();
    }
    return sum;
  }

  /**
   * Pools distinct regions, one after the other.
   *
   * @param maps of one batch, as many as there are ways to divide an RoI
   * @param rois {@code [R, 5]} image index, x1, y1, x2, y2 in input pixels
   * @param regions which of them to pool
   * @param from first of {@code regions}
   * @param end one behind the last
   * @param out {@code [end - from, }{@link #size}{@code ]} from {@code at} on: per region {@code
   *     [bins, bins, channels]}, the first map's channels first; a bin without cells is 0
   * @param at index of the first number; the buffer's position stays
   * @throws IllegalArgumentException if there are fewer or more maps
   */
  public void pool(
      List<FeatureGrid> maps,
      float[] rois,
      DistinctRegions regions,
      int from,
      int end,
      FloatBuffer out,
      int at) {
    int size = size(maps);
    if (pooled.length != size) {
      pooled = new float[size];
    }
    for (int i = from; i < end; i++) {
      pool(maps, rois, regions.region(i), pooled);
      out.put(at + (i - from) * size, pooled);
    }
  }

  /**
   * Pools one region.
   *
   * @param maps of one batch, as many as there are ways to divide an RoI
   * @param rois {@code [R, 5]} image index, x1, y1, x2, y2 in input pixels
   * @param region row of {@code rois}
   * @param out {@link #size} values, {@code [bins, bins, channels]}
   * @throws IllegalArgumentException if there are fewer or more maps
   */
  public void pool(List<FeatureGrid> maps, float[] rois, int region, float[] out) {
    if (maps.size() != binnings.size()) {
      throw new IllegalArgumentException(
          "%d maps, but %d ways to divide an RoI".formatted(maps.size(), binnings.size()));
    }
    int channels = channels(maps);
    int at = ROI_SIZE * region;
    int offset = 0;
    for (int i = 0; i < maps.size(); i++) {
      FeatureGrid map = maps.get(i);
      RoiBinning binning = binnings.get(i);
      binning.bins(rois[at + 1], rois[at + 3], map.width(), xs);
      binning.bins(rois[at + 2], rois[at + 4], map.height(), ys);
      pool(map, (int) rois[at], out, offset, channels);
      offset += map.channels();
    }
  }

  private void pool(FeatureGrid map, int image, float[] out, int offset, int channels) {
    int depth = map.channels();
    int left = xs[0];
    int run = (xs[2 * bins - 1] - left) * depth;
    reserve(run, depth);
    for (int r = 0; r < bins; r++) {
      int top = ys[2 * r];
      int bottom = ys[2 * r + 1];
      boolean empty = top == bottom;
      if (!empty) {
        System.arraycopy(map.values(), map.index(image, top, left), columns, 0, run);
        for (int y = top + 1; y < bottom; y++) {
          System.arraycopy(map.values(), map.index(image, y, left), row, 0, run);
          max(columns, row, run);
        }
      }
      for (int c = 0; c < bins; c++) {
        int to = (r * bins + c) * channels + offset;
        int from = xs[2 * c];
        int end = xs[2 * c + 1];
        if (empty || from == end) {
          Arrays.fill(out, to, to + depth, 0);
        } else {
          across((from - left) * depth, (end - left) * depth, depth, out, to);
        }
      }
    }
  }

  private void across(int from, int end, int depth, float[] out, int to) {
    if (end - from == depth) {
      System.arraycopy(columns, from, out, to, depth);
      return;
    }
    System.arraycopy(columns, from, bin, 0, depth);
    for (int x = from + depth; x < end; x += depth) {
      System.arraycopy(columns, x, cell, 0, depth);
      max(bin, cell, depth);
    }
    System.arraycopy(bin, 0, out, to, depth);
  }

  private static void max(float[] into, float[] other, int count) {
    for (int i = 0; i < count; i++) {
      into[i] = Math.max(into[i], other[i]);
    }
  }

  private void reserve(int run, int depth) {
    if (columns.length < run) {
      columns = new float[run];
      row = new float[run];
    }
    if (bin.length < depth) {
      bin = new float[depth];
      cell = new float[depth];
    }
  }
}

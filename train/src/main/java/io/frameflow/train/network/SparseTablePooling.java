package io.frameflow.train.network;

import io.frameflow.detector.pooling.RoiBinning;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Exact RoI max pooling (Fast R-CNN, section 2.1) from plain TensorFlow operations, for inference.
 *
 * <p>Level (i, j) of a two-dimensional sparse table holds at every cell the maximum of a window of
 * 2^i x 2^j cells. A bin of any size is the union of four such windows, one in each corner, so its
 * maximum is the maximum of four gathered cells.
 */
public final class SparseTablePooling {

  private final Ops tf;
  private final RoiGeometry geometry;
  private final boolean emptyBins;
  private final int levels;

  /**
   * @param largestRoi cells along the longer side of the largest RoI that will be pooled
   */
  public SparseTablePooling(Ops tf, Tap tap, int largestRoi) {
    this.tf = tf;
    this.geometry = new RoiGeometry(tap);
    this.emptyBins = tap.bins().reachBeyondMap();
    this.levels = levels(largestRoi, tap.bins().count());
  }

  /** The least number of levels with which two windows cover every bin of RoIs up to that size. */
  private static int levels(int largestRoi, int bins) {
    int widest = RoiBinning.widestBin(largestRoi, bins);
    int levels = 1;
    while (1 << levels < widest) {
      levels++;
    }
    return levels;
  }

  /**
   * Pools RoIs from a map.
   *
   * @param features {@code [N, H, W, C]}
   * @param rois {@code [R, 5]} image index, x1, y1, x2, y2 in input pixels; must be finite
   * @return {@code [R, bins, bins, C]}
   */
  public Operand<TFloat32> pool(Operand<TFloat32> features, int channels, Operand<TFloat32> rois) {
    Operand<TInt32> shape = tf.shape(features);
    Operand<TInt32> images = element(shape, 0);
    Operand<TInt32> height = element(shape, 1);
    Operand<TInt32> width = element(shape, 2);
    List<Operand<TFloat32>> maps = table(features);
    Operand<TFloat32> joined = maps.size() == 1 ? features : tf.concat(maps, tf.constant(0));
    Operand<TFloat32> table = tf.reshape(joined, tf.constant(new int[] {-1, channels}));
    Axis x = axis(geometry.bins(tf, column(rois, 1), column(rois, 3), width));
    Axis y = axis(geometry.bins(tf, column(rois, 2), column(rois, 4), height));
    if (emptyBins) {
      x = x.within(tf, width);
      y = y.within(tf, height);
    }

    Operand<TInt32> image =
        tf.reshape(
            tf.dtypes.cast(column(rois, 0), TInt32.class), tf.constant(new int[] {-1, 1, 1}));
    Operand<TInt32> level =
        tf.math.add(
            tf.math.mul(down(y.level()), tf.constant(levels)),
            across(x.level())); // [R, bins, bins]
    Operand<TInt32> map = tf.math.mul(tf.math.add(tf.math.mul(level, images), image), height);
    Operand<TFloat32> maximum = null;
    for (Operand<TInt32> row : List.of(y.low(), y.high())) {
      Operand<TInt32> line = tf.math.mul(tf.math.add(map, down(row)), width);
      for (Operand<TInt32> column : List.of(x.low(), x.high())) {
        Operand<TFloat32> corner =
            tf.gather(table, tf.math.add(line, across(column)), tf.constant(0));
        maximum = maximum == null ? corner : tf.math.maximum(maximum, corner);
      }
    }
    return emptyBins ? tf.math.mul(maximum, nonEmpty(x, y)) : maximum;
  }

  /** {@code [R, bins, bins, 1]}: 1 for a bin with cells, else 0. */
  private Operand<TFloat32> nonEmpty(Axis x, Axis y) {
    Operand<TInt32> one = tf.constant(1);
    Operand<TInt32> cells =
        tf.math.mul(
            tf.math.minimum(down(y.length()), one), tf.math.minimum(across(x.length()), one));
    return tf.expandDims(tf.dtypes.cast(cells, TFloat32.class), tf.constant(3));
  }

  /** All levels, (0, 0) first, the column level j running fastest; each of the map's own size. */
  private List<Operand<TFloat32>> table(Operand<TFloat32> features) {
    List<Operand<TFloat32>> rows = new ArrayList<>();
    for (int j = 0; j < levels; j++) {
      rows.add(j == 0 ? features : windows(features, 1, 1 << j));
    }
    List<Operand<TFloat32>> table = new ArrayList<>(rows);
    for (int i = 1; i < levels; i++) {
      for (Operand<TFloat32> row : rows) {
        table.add(windows(row, 1 << i, 1));
      }
    }
    return table;
  }

  /** Maxima over windows at every cell; SAME padding puts a window's start before its cell. */
  private Operand<TFloat32> windows(Operand<TFloat32> map, int rows, int columns) {
    return MaxPool.of(tf, map, rows, columns, 1, Layer.Padding.SAME);
  }

  /**
   * Where the two windows of each bin stand in the table, along one axis.
   *
   * @param length {@code [R, bins]}, cells of the bin
   * @param level {@code [R, bins]}, log2 of the window's length
   * @param low cell of the window that starts with the bin
   * @param high cell of the window that ends with the bin
   */
  private record Axis(
      Operand<TInt32> length, Operand<TInt32> level, Operand<TInt32> low, Operand<TInt32> high) {

    /** An empty bin's windows lie beyond the map; any cell of it will do in their place. */
    Axis within(Ops tf, Operand<TInt32> size) {
      return new Axis(length, level, within(tf, low, size), within(tf, high, size));
    }

    private static Operand<TInt32> within(Ops tf, Operand<TInt32> cells, Operand<TInt32> size) {
      return tf.math.minimum(
          tf.math.maximum(cells, tf.constant(0)), tf.math.sub(size, tf.constant(1)));
    }
  }

  private Axis axis(RoiGeometry.GraphBins bins) {
    Operand<TInt32> length = tf.math.sub(bins.end(), bins.first());
    Operand<TInt32> level = tf.zerosLike(length);
    int[] sizes = new int[levels];
    int[] starts = new int[levels];
    for (int i = 0; i < levels; i++) {
      sizes[i] = 1 << i;
      starts[i] = ((1 << i) - 1) / 2; // how far SAME padding puts the start before the cell
      if (i > 0) {
        level =
            tf.math.add(
                level,
                tf.dtypes.cast(tf.math.greaterEqual(length, tf.constant(1 << i)), TInt32.class));
      }
    }
    Operand<TInt32> size = tf.gather(tf.constant(sizes), level, tf.constant(0));
    Operand<TInt32> start = tf.gather(tf.constant(starts), level, tf.constant(0));
    return new Axis(
        length,
        level,
        tf.math.add(bins.first(), start),
        tf.math.add(tf.math.sub(bins.end(), size), start));
  }

  private Operand<TInt32> element(Operand<TInt32> vector, int index) {
    return tf.gather(vector, tf.constant(index), tf.constant(0));
  }

  private Operand<TFloat32> column(Operand<TFloat32> rois, int index) {
    return tf.gather(rois, tf.constant(index), tf.constant(1));
  }

  /** {@code [R, bins]} as {@code [R, bins, 1]}. */
  private Operand<TInt32> down(Operand<TInt32> bins) {
    return tf.expandDims(bins, tf.constant(2));
  }

  /** {@code [R, bins]} as {@code [R, 1, bins]}. */
  private Operand<TInt32> across(Operand<TInt32> bins) {
    return tf.expandDims(bins, tf.constant(1));
  }
}

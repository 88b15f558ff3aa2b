package io.frameflow.train.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Which cells of a feature map belong to which bin of an RoI, along one axis.
 *
 * <p>The pixel columns x1 .. x2-1 of an RoI are shifted by the tap's offset, so that a pixel falls
 * on the cell whose receptive field is centred on it, divided by the stride and rounded. The cells
 * are cut to the map; at least one remains. Of 7 bins, bin p of the resulting {@code length} cells
 * covers {@code floor(p * length / 7)} to {@code ceil((p + 1) * length / 7)}, exclusive (He et al.
 * 2014, appendix A), which is never empty; neighbouring bins share cells when 7 does not divide the
 * length. Caffe's networks have the bins cut to the map instead of the RoI, see {@link RoiBins}.
 *
 * <p>The same arithmetic exists as plain Java and as graph operations. Bins are computed in
 * integers and edges with one rounded addition, so that no reordering by the graph optimiser can
 * move a bin.
 */
public final class RoiGeometry {

  /** Far beyond any map, and small enough for products with the number of bins. */
  private static final int FAR = 1 << 20;

  private final int count;
  private final boolean beyond;
  private final float scale;
  private final float firstShift;
  private final float lastShift;

  public RoiGeometry(Tap tap) {
    count = tap.bins().count();
    beyond = tap.bins().reachBeyondMap();
    scale = 1f / tap.stride();
    firstShift = .5f - tap.offset() * scale;
    lastShift = .5f - (tap.offset() + 1) * scale;
  }

  /** The cell of an RoI's first pixel, from its edge x1 (or y1), on a map of {@code size} cells. */
  int firstCell(float edge, int size) {
    return cell(edge * scale + firstShift, size);
  }

  /** The cell of an RoI's last pixel, from its exclusive edge x2 (or y2). */
  int lastCell(float edge, int size) {
    return cell(edge * scale + lastShift, size);
  }

  private int cell(float position, int size) {
    return (int) Math.min(Math.max(Math.floor(position), 0), highest(size));
  }

  private int highest(int size) {
    return beyond ? FAR : size - 1;
  }

  /**
   * The bins of one RoI along one axis.
   *
   * @param low edge x1 or y1 in input pixels
   * @param high edge x2 or y2 in input pixels, exclusive
   * @param size cells of the map along this axis
   * @return {@code [2 bins]}: first cell and end (exclusive) of each bin; a bin is empty only if
   *     the RoI may reach beyond the map
   */
  int[] bins(float low, float high, int size) {
    int first = firstCell(low, size);
    int length = Math.max(lastCell(high, size) - first + 1, 1);
    int[] bounds = new int[2 * count];
    for (int p = 0; p < count; p++) {
      bounds[2 * p] = Math.min(first + p * length / count, size);
      bounds[2 * p + 1] = Math.min(first + ((p + 1) * length + count - 1) / count, size);
    }
    return bounds;
  }

  /** The widest bin that any RoI of at most {@code size} cells can have. */
  static int widestBin(int size, int count) {
    int widest = 1;
    for (int length = 1; length <= size; length++) {
      for (int p = 0; p < count; p++) {
        int width = ((p + 1) * length + count - 1) / count - p * length / count;
        widest = Math.max(widest, width);
      }
    }
    return widest;
  }

  /**
   * Bins in the graph.
   *
   * @param first first cells, {@code [R, bins]}
   * @param end ends, exclusive, {@code [R, bins]}
   */
  record GraphBins(Operand<TInt32> first, Operand<TInt32> end) {}

  /**
   * {@link #bins} as operations.
   *
   * @param low {@code [R]}
   * @param high {@code [R]}
   * @param size scalar
   */
  GraphBins bins(Ops tf, Operand<TFloat32> low, Operand<TFloat32> high, Operand<TInt32> size) {
    Operand<TInt32> one = tf.constant(1);
    Operand<TInt32> first = tf.expandDims(cell(tf, low, firstShift, size), one);
    Operand<TInt32> last = tf.expandDims(cell(tf, high, lastShift, size), one);
    Operand<TInt32> length = tf.math.maximum(tf.math.add(tf.math.sub(last, first), one), one);
    int[] starts = new int[count];
    int[] ends = new int[count];
    for (int p = 0; p < count; p++) {
      starts[p] = p;
      ends[p] = p + 1;
    }
    Operand<TInt32> bins = tf.constant(count);
    Operand<TInt32> start = tf.math.floorDiv(tf.math.mul(tf.constant(starts), length), bins);
    Operand<TInt32> end =
        tf.math.floorDiv(
            tf.math.add(tf.math.mul(tf.constant(ends), length), tf.constant(count - 1)), bins);
    Operand<TInt32> from = tf.math.add(start, first);
    Operand<TInt32> to = tf.math.add(end, first);
    return beyond
        ? new GraphBins(tf.math.minimum(from, size), tf.math.minimum(to, size))
        : new GraphBins(from, to);
  }

  private Operand<TInt32> cell(Ops tf, Operand<TFloat32> edge, float shift, Operand<TInt32> size) {
    Operand<TFloat32> position =
        tf.math.floor(tf.math.add(tf.math.mul(edge, tf.constant(scale)), tf.constant(shift)));
    Operand<TFloat32> highest =
        beyond
            ? tf.constant((float) FAR)
            : tf.dtypes.cast(tf.math.sub(size, tf.constant(1)), TFloat32.class);
    return tf.dtypes.cast(
        tf.math.minimum(tf.math.maximum(position, tf.constant(0f)), highest), TInt32.class);
  }
}

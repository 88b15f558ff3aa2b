package io.frameflow.train.network;

import io.frameflow.detector.pooling.RoiBinning;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * {@link RoiBinning} as graph operations.
 *
 * <p>Bins are computed in integers and edges with one rounded addition, so that no reordering by
 * the graph optimiser can move a bin.
 */
final class RoiGeometry {

  private final RoiBinning binning;

  RoiGeometry(Tap tap) {
    binning = tap.binning();
  }

  /**
   * Bins in the graph.
   *
   * @param first first cells, {@code [R, bins]}
   * @param end ends, exclusive, {@code [R, bins]}
   */
  record GraphBins(Operand<TInt32> first, Operand<TInt32> end) {}

  /**
   * {@link RoiBinning#bins} as operations.
   *
   * @param low {@code [R]}
   * @param high {@code [R]}
   * @param size scalar
   */
  GraphBins bins(Ops tf, Operand<TFloat32> low, Operand<TFloat32> high, Operand<TInt32> size) {
    Operand<TInt32> one = tf.constant(1);
    Operand<TInt32> first = tf.expandDims(cell(tf, low, binning.firstShift(), size), one);
    Operand<TInt32> last = tf.expandDims(cell(tf, high, binning.lastShift(), size), one);
    Operand<TInt32> length = tf.math.maximum(tf.math.add(tf.math.sub(last, first), one), one);
    int count = binning.count();
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
    return binning.reachBeyondMap()
        ? new GraphBins(tf.math.minimum(from, size), tf.math.minimum(to, size))
        : new GraphBins(from, to);
  }

  private Operand<TInt32> cell(Ops tf, Operand<TFloat32> edge, float shift, Operand<TInt32> size) {
    Operand<TFloat32> position =
        tf.math.floor(
            tf.math.add(tf.math.mul(edge, tf.constant(binning.scale())), tf.constant(shift)));
    Operand<TFloat32> highest =
        binning.reachBeyondMap()
            ? tf.constant((float) RoiBinning.FAR)
            : tf.dtypes.cast(tf.math.sub(size, tf.constant(1)), TFloat32.class);
    return tf.dtypes.cast(
        tf.math.minimum(tf.math.maximum(position, tf.constant(0f)), highest), TInt32.class);
  }
}

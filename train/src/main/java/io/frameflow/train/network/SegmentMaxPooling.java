package io.frameflow.train.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Exact RoI max pooling for training: every bin's cells are gathered and reduced. The cells come
 * from {@link RoiCells}; the values equal those of {@link SparseTablePooling} to the last bit.
 *
 * <p>The gradient of a bin goes to its largest cell; cells that tie share it.
 */
public final class SegmentMaxPooling {

  private SegmentMaxPooling() {}

  /**
   * Pools RoIs from a map.
   *
   * @param features {@code [N, H, W, C]}
   * @param cells indices into the N * H * W cells
   * @param bins the bin of each cell, ascending
   * @param binCount scalar, bins of all RoIs
   * @return {@code [binCount, C]}; a bin without cells holds the lowest number that there is
   */
  public static Operand<TFloat32> pool(
      Ops tf,
      Operand<TFloat32> features,
      int channels,
      Operand<TInt32> cells,
      Operand<TInt32> bins,
      Operand<TInt32> binCount) {
    Operand<TFloat32> flat = tf.reshape(features, tf.constant(new int[] {-1, channels}));
    return tf.math.unsortedSegmentMax(tf.gather(flat, cells, tf.constant(0)), bins, binCount);
  }
}

package io.frameflow.train.network;

import io.frameflow.train.network.Layer.Padding;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The operation {@code MaxPool}. The Java binding offers only its successor {@code MaxPoolV2},
 * which oneDNN does not accelerate: that one takes longer than all convolutions of a small network.
 */
final class MaxPool {

  private MaxPool() {}

  /**
   * @param map {@code [N, H, W, C]}
   * @param rows height of the window
   * @param columns width of the window
   * @param stride between windows, both ways
   */
  static Operand<TFloat32> of(
      Ops tf, Operand<TFloat32> map, int rows, int columns, int stride, Padding padding) {
    Operation operation =
        tf.scope()
            .opBuilder("MaxPool", "MaxPool")
            .addInput(map.asOutput())
            .setAttr("ksize", new long[] {1, rows, columns, 1})
            .setAttr("strides", new long[] {1, stride, stride, 1})
            .setAttr("padding", padding.name())
            .build();
    return operation.output(0);
  }
}

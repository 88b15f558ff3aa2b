package io.frameflow.train.network;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Subtraction of the mean colour. */
public final class PixelMeans {

  private PixelMeans() {}

  /**
   * Images with the mean colour taken off.
   *
   * @param images {@code [N, H, W, 3]} RGB 0..255
   * @param means red, green, blue
   */
  public static Operand<TFloat32> subtract(Ops tf, Operand<TFloat32> images, List<Float> means) {
    float[] values = {means.get(0), means.get(1), means.get(2)};
    return tf.math.sub(images, tf.constant(values));
  }
}

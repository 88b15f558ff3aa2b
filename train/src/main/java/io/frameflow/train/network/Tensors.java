package io.frameflow.train.network;

import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** Arrays into tensors and back. Tensors are native memory: close them. */
public final class Tensors {

  private Tensors() {}

  /** A float tensor from row-major values. */
  public static TFloat32 of(float[] values, long... shape) {
    return TFloat32.tensorOf(
        Shape.of(shape), tensor -> tensor.asRawTensor().data().asFloats().write(values));
  }

  /** An int tensor from row-major values. */
  public static TInt32 of(int[] values, long... shape) {
    return TInt32.tensorOf(
        Shape.of(shape), tensor -> tensor.asRawTensor().data().asInts().write(values));
  }

  /** A long vector. */
  public static TInt64 of(long... values) {
    return TInt64.vectorOf(values);
  }

  /** The values of a float tensor, row-major. */
  public static float[] floats(Tensor tensor) {
    float[] values = new float[Math.toIntExact(tensor.shape().size())];
    if (values.length > 0) {
      tensor.asRawTensor().data().asFloats().read(values);
    }
    return values;
  }
}

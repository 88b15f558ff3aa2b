package io.frameflow.detector;

import ai.djl.ndarray.NDArray;
import ai.djl.tensorflow.engine.TfNDArray;
import ai.djl.tensorflow.engine.javacpp.JavacppUtils;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.tensorflow.internal.c_api.TF_Tensor;
import org.tensorflow.internal.c_api.global.tensorflow;

/**
 * The memory of an array on the CPU, to be read and written in place. DJL itself only ever copies
 * whole arrays, in and out.
 *
 * @param tensor shares the array's memory and keeps it until it is closed
 * @param bytes in the machine's byte order
 */
record NativeArray(TF_Tensor tensor, ByteBuffer bytes) implements AutoCloseable {

  static NativeArray of(NDArray array) {
    TF_Tensor tensor = JavacppUtils.resolveTFETensor(((TfNDArray) array).getHandle());
    ByteBuffer bytes =
        tensorflow.TF_TensorData(tensor)
            .capacity(tensorflow.TF_TensorByteSize(tensor))
            .asByteBuffer()
            .order(ByteOrder.nativeOrder());
    return new NativeArray(tensor, bytes);
  }

  @Override
  public void close() {
    tensor.close();
  }
}

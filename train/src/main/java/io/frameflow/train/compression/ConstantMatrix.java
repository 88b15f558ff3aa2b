package io.frameflow.train.compression;

import io.frameflow.train.network.WeightArray;
import java.nio.ByteOrder;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;

/** Reads a matrix out of a graph's constant. */
final class ConstantMatrix {

  private ConstantMatrix() {}

  /**
   * @param name of the constant
   * @throws IllegalArgumentException if there is no such constant of floats
   */
  static WeightArray read(GraphDef graph, String name, int inputs, int outputs) {
    for (NodeDef node : graph.getNodeList()) {
      if (node.getName().equals(name)) {
        float[] values = new float[Math.multiplyExact(inputs, outputs)];
        read(node.getAttrOrThrow("value").getTensor(), values);
        return new WeightArray(new long[] {inputs, outputs}, values);
      }
    }
    throw new IllegalArgumentException("the model's graph has no constant " + name);
  }

  private static void read(TensorProto tensor, float[] values) {
    if (!tensor.getTensorContent().isEmpty()) {
      tensor
          .getTensorContent()
          .asReadOnlyByteBuffer()
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .get(values);
      return;
    }
    // A short list stands for a tensor whose remaining values equal the last one.
    int given = tensor.getFloatValCount();
    for (int i = 0; i < values.length && given > 0; i++) {
      values[i] = tensor.getFloatVal(Math.min(i, given - 1));
    }
  }
}

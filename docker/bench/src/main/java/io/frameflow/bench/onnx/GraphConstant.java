package io.frameflow.bench.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;

/** The numbers of a constant in a TensorFlow graph. */
public final class GraphConstant {

  private final TensorProto tensor;

  private GraphConstant(TensorProto tensor) {
    this.tensor = tensor;
  }

  /** Of a node of the kind Const. */
  public static GraphConstant of(NodeDef node) {
    return new GraphConstant(node.getAttrOrThrow("value").getTensor());
  }

  public DataType type() {
    return tensor.getDtype();
  }

  public long[] sides() {
    return tensor.getTensorShape().getDimList().stream().mapToLong(dim -> dim.getSize()).toArray();
  }

  private int size() {
    long size = 1;
    for (long side : sides()) {
      size *= side;
    }
    return Math.toIntExact(size);
  }

  public float[] floats() {
    float[] values = new float[size()];
    if (tensor.getTensorContent().isEmpty()) {
      // Where all are equal, TensorFlow may write one down.
      for (int i = 0; i < values.length; i++) {
        values[i] = tensor.getFloatVal(Math.min(i, tensor.getFloatValCount() - 1));
      }
    } else {
      content().asFloatBuffer().get(values);
    }
    return values;
  }

  public int[] ints() {
    int[] values = new int[size()];
    if (tensor.getTensorContent().isEmpty()) {
      for (int i = 0; i < values.length; i++) {
        values[i] = tensor.getIntVal(Math.min(i, tensor.getIntValCount() - 1));
      }
    } else {
      content().asIntBuffer().get(values);
    }
    return values;
  }

  private ByteBuffer content() {
    return tensor.getTensorContent().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }
}

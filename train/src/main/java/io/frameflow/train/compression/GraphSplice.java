package io.frameflow.train.compression;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.frameflow.train.network.WeightArray;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/** Puts two products in the place of one. */
final class GraphSplice {

  private GraphSplice() {}

  /**
   * @param graph is changed: the product keeps its name, so that whatever reads it need not change
   */
  static void replace(
      GraphDef.Builder graph, FullyConnectedLayer layer, TruncatedSvd.Factors factors) {
    String first = layer.product() + "/svd_first";
    String firstMatrix = first + "_matrix";
    String secondMatrix = layer.product() + "/svd_second_matrix";
    for (int i = 0; i < graph.getNodeCount(); i++) {
      NodeDef node = graph.getNode(i);
      if (node.getName().equals(layer.product())) {
        graph.setNode(i, product(node, node.getName(), first, secondMatrix));
        graph.addNode(product(node, first, node.getInput(0), firstMatrix));
        break;
      }
    }
    removeUnused(graph, layer.weights());
    graph.addNode(constant(firstMatrix, factors.first()));
    graph.addNode(constant(secondMatrix, factors.second()));
  }

  private static void removeUnused(GraphDef.Builder graph, String constant) {
    int at = -1;
    for (int i = 0; i < graph.getNodeCount(); i++) {
      NodeDef node = graph.getNode(i);
      at = node.getName().equals(constant) ? i : at;
      if (node.getInputList().contains(constant)) {
        return;
      }
    }
    graph.removeNode(at);
  }

  private static NodeDef product(NodeDef like, String name, String left, String right) {
    return like.toBuilder().clearInput().setName(name).addInput(left).addInput(right).build();
  }

  private static NodeDef constant(String name, WeightArray value) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long side : value.shape()) {
      shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(side));
    }
    TensorProto tensor =
        TensorProto.newBuilder()
            .setDtype(DataType.DT_FLOAT)
            .setTensorShape(shape)
            .setTensorContent(bytes(value.values()))
            .build();
    return NodeDef.newBuilder()
        .setName(name)
        .setOp("Const")
        .putAttr("dtype", AttrValue.newBuilder().setType(DataType.DT_FLOAT).build())
        .putAttr("value", AttrValue.newBuilder().setTensor(tensor).build())
        .build();
  }

  private static ByteString bytes(float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return UnsafeByteOperations.unsafeWrap(bytes);
  }
}

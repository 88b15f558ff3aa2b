package io.frameflow.train.compression;

import io.frameflow.detector.models.FrozenGraph;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorShapeProto;

/**
 * The fully connected layers of a frozen graph, found by what they are: from the class
 * probabilities back, each product with a constant matrix, until something else comes.
 *
 * @param hidden fc6, fc7, ..., as they are passed
 * @param classes the layer of the class scores
 */
public record HeadLayers(List<FullyConnectedLayer> hidden, FullyConnectedLayer classes) {
  private static final int FIRST_HIDDEN = 6;
  private static final Set<String> BETWEEN =
      Set.of("BiasAdd", "Add", "AddV2", "Relu", "Softmax", "Identity");

  private static final AttrValue FALSE = AttrValue.newBuilder().setB(false).build();

  /**
   * Finds them.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static HeadLayers of(MetaGraphDef graph) {
    Map<String, NodeDef> nodes = new HashMap<>();
    graph.getGraphDef().getNodeList().forEach(node -> nodes.put(node.getName(), node));
    String output =
        graph
            .getSignatureDefMap()
            .values()
            .iterator()
            .next()
            .getOutputsOrThrow(FrozenGraph.PROBABILITIES)
            .getName();
    List<FullyConnectedLayer> found = new ArrayList<>();
    String tensor = output;
    while (true) {
      NodeDef node = nodes.get(nodeName(tensor));
      if (node != null && BETWEEN.contains(node.getOp())) {
        tensor = node.getInput(0);
      } else if (isProduct(node, nodes)) {
        FullyConnectedLayer layer = layer(node, nodes);
        found.add(layer);
        tensor = layer.input();
      } else {
        break;
      }
    }
    if (found.isEmpty()) {
      throw new IllegalArgumentException("the model's graph has no fully connected layers");
    }
    FullyConnectedLayer classes = found.remove(0).named("cls_score");
    Collections.reverse(found);
    List<FullyConnectedLayer> hidden = new ArrayList<>();
    for (FullyConnectedLayer layer : found) {
      hidden.add(layer.named("fc" + (FIRST_HIDDEN + hidden.size())));
    }
    return new HeadLayers(hidden, classes);
  }

  /** What the RoIs' pooled features arrive in: the input of the first layer. */
  public FullyConnectedLayer first() {
    return hidden.isEmpty() ? classes : hidden.get(0);
  }

  private static FullyConnectedLayer layer(NodeDef product, Map<String, NodeDef> nodes) {
    NodeDef matrix = constant(product.getInput(1), nodes);
    int[] sides = sides(matrix);
    NodeDef before = nodes.get(nodeName(product.getInput(0)));
    if (!isProduct(before, nodes)) {
      return new FullyConnectedLayer(
          "", product.getName(), product.getInput(0), matrix.getName(), sides[0], sides[1], 0);
    }
    // Two products with nothing between them are one layer of low rank.
    int inputs = sides(constant(before.getInput(1), nodes))[0];
    return new FullyConnectedLayer(
        "", product.getName(), before.getInput(0), matrix.getName(), inputs, sides[1], sides[0]);
  }

  private static boolean isProduct(NodeDef node, Map<String, NodeDef> nodes) {
    return node != null
        && node.getOp().equals("MatMul")
        && !node.getAttrOrDefault("transpose_a", FALSE).getB()
        && !node.getAttrOrDefault("transpose_b", FALSE).getB()
        && constant(node.getInput(1), nodes) != null;
  }

  /** The constant behind a tensor, or null. */
  private static NodeDef constant(String tensor, Map<String, NodeDef> nodes) {
    NodeDef node = nodes.get(nodeName(tensor));
    while (node != null && node.getOp().equals("Identity")) {
      node = nodes.get(nodeName(node.getInput(0)));
    }
    return node != null && node.getOp().equals("Const") ? node : null;
  }

  private static int[] sides(NodeDef constant) {
    TensorShapeProto shape = constant.getAttrOrThrow("value").getTensor().getTensorShape();
    return new int[] {
      Math.toIntExact(shape.getDim(0).getSize()), Math.toIntExact(shape.getDim(1).getSize())
    };
  }

  private static String nodeName(String tensor) {
    int colon = tensor.indexOf(':');
    return colon < 0 ? tensor : tensor.substring(0, colon);
  }
}

package io.frameflow.bench.network;

import io.frameflow.detector.models.FrozenGraph;
import io.frameflow.train.compression.HeadLayers;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SignatureDef;

/**
 * Where a network can be cut into convolutions, RoI pooling and heads.
 *
 * @param images the input, uint8 {@code [N, H, W, 3]}
 * @param rois the input, {@code [R, 5]}
 * @param normalized what the first convolution gets, {@code [N, H, W, 3]}
 * @param features the maps that RoIs are pooled from, {@code [N, H, W, C]}
 * @param pooled what the first fully connected layer gets, {@code [R, D]}
 * @param probabilities output
 * @param deltas output
 */
public record NetworkTensors(
    String images,
    String rois,
    String normalized,
    List<String> features,
    String pooled,
    String probabilities,
    String deltas) {

  /**
   * Finds them. A pooled map is known by its shape being asked for, since RoIs are cut to it.
   *
   * @throws IllegalArgumentException if the network does not pool RoIs as Frameflow's do
   */
  public static NetworkTensors of(MetaGraphDef graph) {
    SignatureDef signature = graph.getSignatureDefMap().values().iterator().next();
    String images = signature.getInputsOrThrow(FrozenGraph.IMAGES).getName();
    Map<String, NodeDef> nodes = nodes(graph);
    List<String> features =
        graph.getGraphDef().getNodeList().stream()
            .filter(node -> node.getOp().equals("Shape"))
            .map(node -> node.getInput(0))
            .filter(tensor -> ancestors(tensor, nodes).contains(nodeName(images)))
            .distinct()
            .map(NetworkTensors::tensorName)
            .toList();
    if (features.isEmpty()) {
      throw new IllegalArgumentException(
          "the model's graph has no RoI pooling that bench knows, so it cannot be cut into stages");
    }
    return new NetworkTensors(
        images,
        signature.getInputsOrThrow(FrozenGraph.ROIS).getName(),
        tensorName(first(graph).getInput(0)),
        features,
        HeadLayers.of(graph).first().inputTensor(),
        signature.getOutputsOrThrow(FrozenGraph.PROBABILITIES).getName(),
        signature.getOutputsOrThrow(FrozenGraph.BOX_DELTAS).getName());
  }

  /**
   * The convolution that no other comes before: nodes stand in the order in which they were made.
   */
  private static NodeDef first(MetaGraphDef graph) {
    return graph.getGraphDef().getNodeList().stream()
        .filter(node -> node.getOp().equals("Conv2D"))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("the model's graph has no convolutions to measure"));
  }

  /** Both outputs: probabilities, deltas. */
  public List<String> outputs() {
    return List.of(probabilities, deltas);
  }

  /** All nodes by name. */
  public static Map<String, NodeDef> nodes(MetaGraphDef graph) {
    Map<String, NodeDef> nodes = new HashMap<>();
    graph.getGraphDef().getNodeList().forEach(node -> nodes.put(node.getName(), node));
    return nodes;
  }

  /** The nodes that a tensor is made from, with its own. */
  static Set<String> ancestors(String tensor, Map<String, NodeDef> nodes) {
    Set<String> found = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(nodeName(tensor)));
    while (!open.isEmpty()) {
      String name = open.pop();
      if (found.add(name)) {
        nodes.get(name).getInputList().forEach(input -> open.push(nodeName(input)));
      }
    }
    return found;
  }

  /** The node of a tensor such as {@code Relu:0}, {@code Relu} or {@code ^Relu}. */
  public static String nodeName(String tensor) {
    int colon = tensor.indexOf(':');
    String name = colon < 0 ? tensor : tensor.substring(0, colon);
    return name.startsWith("^") ? name.substring(1) : name;
  }

  /** With its number, as a session takes it. */
  public static String tensorName(String tensor) {
    return tensor.contains(":") ? tensor : tensor + ":0";
  }
}

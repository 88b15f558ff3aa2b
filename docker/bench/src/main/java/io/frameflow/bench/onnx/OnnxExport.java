package io.frameflow.bench.onnx;

import io.frameflow.bench.network.NetworkPart;
import io.frameflow.bench.network.NetworkTensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;

/**
 * Writes a part of a frozen TensorFlow graph down as ONNX, operation by operation, from the outputs
 * back. Maps have their channels first there, so that each value is known with its layout and
 * turned where an operation wants the other one.
 */
public final class OnnxExport {

  private static final Map<String, String> ELEMENTWISE =
      Map.of(
          "Add", "Add",
          "AddV2", "Add",
          "Sub", "Sub",
          "Mul", "Mul",
          "FloorDiv", "Div", // of indices, which are not negative
          "Maximum", "Max",
          "Minimum", "Min",
          "GreaterEqual", "GreaterOrEqual");
  private static final Map<String, String> UNARY =
      Map.of("Relu", "Relu", "Floor", "Floor", "Identity", "Identity", "Softmax", "Softmax");
  private static final Map<DataType, OnnxType> TYPES =
      Map.of(
          DataType.DT_FLOAT, OnnxType.FLOAT,
          DataType.DT_INT32, OnnxType.INT32,
          DataType.DT_UINT8, OnnxType.UINT8);
  private static final long[] TO_FIRST = {0, 3, 1, 2};
  private static final long[] TO_LAST = {0, 2, 3, 1};
  private static final int CHANNELS_LAST = 3;

  /**
   * A tensor in the new graph.
   *
   * @param channelsFirst whether it is a map whose channels came to the front
   */
  private record Value(String name, boolean channelsFirst) {}

  private final Map<String, NodeDef> nodes;
  private final OnnxGraph graph = new OnnxGraph();
  private final Map<String, Value> values = new HashMap<>();
  private final Map<String, Value> turned = new HashMap<>();
  private final Quantization quantization;

  private OnnxExport(MetaGraphDef meta, Quantization quantization) {
    this.nodes = NetworkTensors.nodes(meta);
    this.quantization = quantization;
  }

  /**
   * Exports.
   *
   * @param sides of every input, as TensorFlow has them
   * @param quantization what becomes of products, or {@link Quantization#NONE}
   * @throws IllegalArgumentException naming an operation that is not known here
   */
  public static OnnxNetwork of(
      MetaGraphDef meta, NetworkPart part, Map<String, long[]> sides, Quantization quantization) {
    OnnxExport export = new OnnxExport(meta, quantization);
    List<String> channelsFirst = new ArrayList<>();
    for (String input : part.inputs()) {
      if (export.input(input, sides.get(input))) {
        channelsFirst.add(input);
      }
    }
    for (String output : part.outputs()) {
      Value value = export.value(output);
      export.graph.rename(value.name(), output);
      export.graph.output(output, value.channelsFirst() ? 4 : 2);
      if (value.channelsFirst()) {
        channelsFirst.add(output);
      }
    }
    return new OnnxNetwork(export.graph.toModel(), channelsFirst);
  }

  /** Whether a peer would have the input with its channels first: maps, but not pictures. */
  private boolean input(String tensor, long[] sides) {
    NodeDef node = nodes.get(NetworkTensors.nodeName(tensor));
    boolean picture = node.getOp().equals("Placeholder") && sides.length == 4;
    boolean map = !picture && sides.length == 4;
    long[] declared = map ? Layout.channelsFirstSides(sides) : sides.clone();
    if (!map && !picture) {
      declared[0] = -1; // RoIs: as many as there are
    }
    graph.input(tensor, picture ? OnnxType.UINT8 : OnnxType.FLOAT, declared);
    String rounded = quantization.activation(graph, node, tensor);
    values.put(node.getName(), new Value(rounded, map));
    return map;
  }

  private Value value(String tensor) {
    String name = NetworkTensors.nodeName(tensor);
    Value known = values.get(name);
    if (known == null) {
      Value built = build(nodes.get(name));
      String rounded = quantization.activation(graph, nodes.get(name), built.name());
      known = new Value(rounded, built.channelsFirst());
      values.put(name, known);
    }
    return known;
  }

  private Value build(NodeDef node) {
    String operation = node.getOp();
    if (ELEMENTWISE.containsKey(operation)) {
      return elementwise(node);
    }
    if (UNARY.containsKey(operation)) {
      Value input = value(node.getInput(0));
      return new Value(
          graph.node(UNARY.get(operation), List.of(input.name())), input.channelsFirst());
    }
    return switch (operation) {
      case "Const" -> constant(node);
      case "Cast" -> cast(node);
      case "Conv2D", "DepthwiseConv2dNative" -> convolution(node, null);
      case "MatMul" -> product(node, null);
      case "BiasAdd" -> biased(node);
      case "MaxPool" -> maximum(node);
      case "ConcatV2" -> joined(node);
      case "Shape" -> shape(node);
      case "GatherV2" ->
          last(
              "Gather",
              List.of(plain(node.getInput(0)), plain(node.getInput(1))),
              Attribute.of("axis", ints(node.getInput(2))[0]));
      case "Reshape" -> last("Reshape", List.of(plain(node.getInput(0)), longs(node.getInput(1))));
      case "ExpandDims" ->
          last("Unsqueeze", List.of(plain(node.getInput(0)), longs(node.getInput(1))));
      case "ZerosLike" -> {
        String same = plain(node.getInput(0));
        yield last("Sub", List.of(same, same));
      }
      default ->
          throw new IllegalArgumentException(
              "operation %s (node \"%s\") has no counterpart here"
                  .formatted(operation, node.getName()));
    };
  }

  private Value last(String operation, List<String> inputs, Attribute... attributes) {
    return new Value(graph.node(operation, inputs, attributes), false);
  }

  /** Both with their channels first, or both as TensorFlow has them. */
  private Value elementwise(NodeDef node) {
    Value left = value(node.getInput(0));
    Value right = value(node.getInput(1));
    String operation = ELEMENTWISE.get(node.getOp());
    boolean scalar = isScalar(node.getInput(1));
    if (left.channelsFirst() && (right.channelsFirst() || scalar)) {
      return new Value(graph.node(operation, List.of(left.name(), right.name())), true);
    }
    return last(operation, List.of(plain(node.getInput(0)), plain(node.getInput(1))));
  }

  private boolean isScalar(String tensor) {
    NodeDef node = nodes.get(NetworkTensors.nodeName(tensor));
    return node.getOp().equals("Const") && GraphConstant.of(node).sides().length == 0;
  }

  private Value constant(NodeDef node) {
    GraphConstant constant = GraphConstant.of(node);
    return new Value(
        switch (constant.type()) {
          case DT_FLOAT -> graph.floats(constant.floats(), constant.sides());
          case DT_INT32 -> graph.ints(constant.ints(), constant.sides());
          default ->
              throw new IllegalArgumentException(
                  "a constant of type %s (node \"%s\") has no counterpart here"
                      .formatted(constant.type(), node.getName()));
        },
        false);
  }

  private Value cast(NodeDef node) {
    OnnxType type = TYPES.get(node.getAttrOrThrow("DstT").getType());
    return last("Cast", List.of(plain(node.getInput(0))), Attribute.of("to", type.number()));
  }

  private Value biased(NodeDef node) {
    NodeDef sums = nodes.get(NetworkTensors.nodeName(node.getInput(0)));
    float[] bias = floats(node.getInput(1));
    return switch (sums.getOp()) {
      case "Conv2D", "DepthwiseConv2dNative" -> convolution(sums, bias);
      case "MatMul" -> product(sums, bias);
      default ->
          throw new IllegalArgumentException(
              "a bias behind %s (node \"%s\") has no counterpart here"
                  .formatted(sums.getOp(), node.getName()));
    };
  }

  private Value convolution(NodeDef node, float[] bias) {
    NodeDef kernel = nodes.get(NetworkTensors.nodeName(node.getInput(1)));
    if (!kernel.getOp().equals("Const")) {
      throw new IllegalArgumentException(
          "a convolution whose kernel is no constant (node \"%s\") has no counterpart here"
              .formatted(node.getName()));
    }
    long[] sides = GraphConstant.of(kernel).sides();
    boolean depthwise = node.getOp().equals("DepthwiseConv2dNative");
    long outputs = depthwise ? sides[2] : sides[3];
    long inputs = depthwise ? 1 : sides[2];
    // [height, width, inputs, outputs] becomes [outputs, inputs, height, width]
    float[] weights =
        transposed(GraphConstant.of(kernel).floats(), sides[0] * sides[1] * inputs, outputs);
    weights = regrouped(weights, outputs, sides[0] * sides[1], inputs);
    String input = first(node.getInput(0));
    Quantization.Parameters parameters =
        quantization.parameters(
            graph, source(node.getInput(0)), weights, 0, bias, outputs, inputs, sides[0], sides[1]);
    List<String> operands = new ArrayList<>(List.of(input, parameters.weights()));
    if (parameters.bias() != null) {
      operands.add(parameters.bias());
    }
    return new Value(
        graph.node(
            "Conv",
            operands,
            padding(node),
            Attribute.of("kernel_shape", sides[0], sides[1]),
            Attribute.of("strides", strides(node)),
            Attribute.of("group", depthwise ? outputs : 1)),
        true);
  }

  private Value product(NodeDef node, float[] bias) {
    GraphConstant matrix = GraphConstant.of(nodes.get(NetworkTensors.nodeName(node.getInput(1))));
    String input = plain(node.getInput(0));
    Quantization.Parameters parameters =
        quantization.parameters(
            graph, source(node.getInput(0)), matrix.floats(), 1, bias, matrix.sides());
    return parameters.bias() == null
        ? last("MatMul", List.of(input, parameters.weights()))
        : last("Gemm", List.of(input, parameters.weights(), parameters.bias()));
  }

  private Value maximum(NodeDef node) {
    List<Long> window = node.getAttrOrThrow("ksize").getList().getIList();
    return new Value(
        graph.node(
            "MaxPool",
            List.of(first(node.getInput(0))),
            padding(node),
            Attribute.of("kernel_shape", window.get(1), window.get(2)),
            Attribute.of("strides", strides(node))),
        true);
  }

  private Value joined(NodeDef node) {
    List<String> inputs = node.getInputList().subList(0, node.getInputCount() - 1);
    int axis = ints(node.getInput(node.getInputCount() - 1))[0];
    if (inputs.stream().allMatch(input -> value(input).channelsFirst())) {
      int turnedAxis = axis == CHANNELS_LAST ? 1 : axis == 0 ? 0 : axis + 1;
      List<String> maps = inputs.stream().map(input -> value(input).name()).toList();
      return new Value(graph.node("Concat", maps, Attribute.of("axis", turnedAxis)), true);
    }
    return last("Concat", inputs.stream().map(this::plain).toList(), Attribute.of("axis", axis));
  }

  /** A map's shape as TensorFlow has it, without turning the map. */
  private Value shape(NodeDef node) {
    Value map = value(node.getInput(0));
    String sides = graph.node("Shape", List.of(map.name()));
    if (map.channelsFirst()) {
      sides = graph.node("Gather", List.of(sides, graph.longs(TO_LAST)));
    }
    return last("Cast", List.of(sides), Attribute.of("to", OnnxType.INT32.number()));
  }

  /** A tensor as TensorFlow has it. */
  private String plain(String tensor) {
    Value value = value(tensor);
    return value.channelsFirst() ? turned(tensor, value, TO_LAST, false).name() : value.name();
  }

  /** A map with its channels first. */
  private String first(String tensor) {
    Value value = value(tensor);
    return value.channelsFirst() ? value.name() : turned(tensor, value, TO_FIRST, true).name();
  }

  private Value turned(String tensor, Value value, long[] order, boolean channelsFirst) {
    return turned.computeIfAbsent(
        NetworkTensors.nodeName(tensor),
        name ->
            new Value(
                graph.node("Transpose", List.of(value.name()), Attribute.of("perm", order)),
                channelsFirst));
  }

  private NodeDef source(String tensor) {
    return nodes.get(NetworkTensors.nodeName(tensor));
  }

  private static Attribute padding(NodeDef node) {
    boolean same = node.getAttrOrThrow("padding").getS().toStringUtf8().equals("SAME");
    return Attribute.of("auto_pad", same ? "SAME_UPPER" : "VALID");
  }

  private static long[] strides(NodeDef node) {
    List<Long> strides = node.getAttrOrThrow("strides").getList().getIList();
    return new long[] {strides.get(1), strides.get(2)};
  }

  private float[] floats(String tensor) {
    return GraphConstant.of(source(tensor)).floats();
  }

  private int[] ints(String tensor) {
    return GraphConstant.of(source(tensor)).ints();
  }

  private String longs(String tensor) {
    return graph.longs(Arrays.stream(ints(tensor)).asLongStream().toArray());
  }

  private static float[] transposed(float[] values, long rows, long columns) {
    return Layout.channelsFirst(values, 1, rows, 1, columns);
  }

  /** Within every output, {@code [cells, inputs]} becomes {@code [inputs, cells]}. */
  private static float[] regrouped(float[] values, long outputs, long cells, long inputs) {
    return Layout.channelsFirst(values, outputs, cells, 1, inputs);
  }
}

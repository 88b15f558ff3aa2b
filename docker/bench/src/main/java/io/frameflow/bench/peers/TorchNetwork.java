package io.frameflow.bench.peers;

import io.frameflow.bench.network.NetworkTensors;
import io.frameflow.bench.onnx.GraphConstant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;

/**
 * A TensorFlow network run by libtorch's operations, maps with their channels first. Weights are
 * brought to its format once.
 */
public final class TorchNetwork implements AutoCloseable {

  private static final int CHANNELS_LAST = 3;
  private static final long[] ONE = {1, 1};
  private static final long[] NONE = {0, 0};

  private final Map<String, NodeDef> nodes;
  private final ScalarType format;
  private final Device device;
  private final Map<String, Tensor> weights = new HashMap<>();

  /** On the processor. */
  TorchNetwork(MetaGraphDef graph, ScalarType format) {
    this(graph, format, new Device(torch.DeviceType.CPU));
  }

  /**
   * A network whose weights are brought to a device when they are first needed.
   *
   * @param format of weights and maps
   */
  public TorchNetwork(MetaGraphDef graph, ScalarType format, Device device) {
    this.nodes = NetworkTensors.nodes(graph);
    this.format = format;
    this.device = device;
  }

  /**
   * Computes tensors.
   *
   * @param known by TensorFlow's node name; grows by all that is computed on the way
   * @throws IllegalArgumentException naming an operation that is not known here
   */
  public Tensor run(String tensor, Map<String, Tensor> known) {
    String name = NetworkTensors.nodeName(tensor);
    Tensor value = known.get(name);
    if (value == null) {
      value = compute(nodes.get(name), known);
      known.put(name, value);
    }
    return value;
  }

  private Tensor compute(NodeDef node, Map<String, Tensor> known) {
    return switch (node.getOp()) {
      case "Relu" -> torch.relu(run(node.getInput(0), known));
      case "Identity" -> run(node.getInput(0), known);
      case "Softmax" -> torch.softmax(run(node.getInput(0), known), -1);
      case "Mul" ->
          run(node.getInput(0), known).mul(new Scalar(constant(node.getInput(1)).floats()[0]));
      case "Add", "AddV2" -> run(node.getInput(0), known).add(run(node.getInput(1), known));
      case "BiasAdd" ->
          product(node(node.getInput(0)), new TensorOptional(vector(node.getInput(1))), known);
      case "Conv2D", "DepthwiseConv2dNative", "MatMul" ->
          product(node, new TensorOptional(), known);
      case "MaxPool" -> maximum(node, known);
      case "ConcatV2" -> joined(node, known);
      default ->
          throw new IllegalArgumentException(
              "operation %s (node \"%s\") has no counterpart here"
                  .formatted(node.getOp(), node.getName()));
    };
  }

  private Tensor product(NodeDef node, TensorOptional bias, Map<String, Tensor> known) {
    Tensor input = run(node.getInput(0), known);
    return switch (node.getOp()) {
      case "Conv2D" -> convolution(node, input, kernel(node.getInput(1)), bias, 1);
      case "DepthwiseConv2dNative" ->
          convolution(node, input, depthwise(node.getInput(1)), bias, input.size(1));
      case "MatMul" -> torch.linear(input, matrix(node.getInput(1)), bias);
      default ->
          throw new IllegalArgumentException(
              "a bias behind %s has no counterpart here".formatted(node.getOp()));
    };
  }

  private Tensor convolution(
      NodeDef node, Tensor input, Tensor kernel, TensorOptional bias, long groups) {
    long[] sides = constant(node.getInput(1)).sides();
    long[] strides = strides(node);
    long[] padding = padding(node, input, sides[0], sides[1]);
    // Where both sides get the same, libtorch pads in the convolution itself.
    boolean even = padding[0] == padding[1] && padding[2] == padding[3];
    Tensor padded = even ? input : torch.constant_pad_nd(input, padding);
    long[] inside = even ? new long[] {padding[2], padding[0]} : NONE;
    return torch.conv2d(padded, kernel, bias, strides, inside, ONE, groups);
  }

  private Tensor maximum(NodeDef node, Map<String, Tensor> known) {
    Tensor input = run(node.getInput(0), known);
    List<Long> window = node.getAttrOrThrow("ksize").getList().getIList();
    long[] sides = {window.get(1), window.get(2)};
    long[] padding = padding(node, input, sides[0], sides[1]);
    boolean none = padding[0] + padding[1] + padding[2] + padding[3] == 0;
    Tensor padded =
        none ? input : torch.constant_pad_nd(input, padding, new Scalar(Float.NEGATIVE_INFINITY));
    return torch.max_pool2d(padded, sides, strides(node), NONE, ONE, false);
  }

  private Tensor joined(NodeDef node, Map<String, Tensor> known) {
    int last = node.getInputCount() - 1;
    if (constant(node.getInput(last)).ints()[0] != CHANNELS_LAST) {
      throw new IllegalArgumentException("maps are joined along something else than channels");
    }
    List<Tensor> maps = new ArrayList<>();
    node.getInputList().subList(0, last).forEach(input -> maps.add(run(input, known)));
    return torch.cat(new TensorVector(maps.toArray(new Tensor[0])), 1);
  }

  /** Cells that TensorFlow adds left, right, above and below. */
  private static long[] padding(NodeDef node, Tensor input, long rows, long columns) {
    if (!node.getAttrOrThrow("padding").getS().toStringUtf8().equals("SAME")) {
      return new long[4];
    }
    long[] strides = strides(node);
    long down = missing(input.size(2), rows, strides[0]);
    long across = missing(input.size(3), columns, strides[1]);
    return new long[] {across / 2, across - across / 2, down / 2, down - down / 2};
  }

  private static long missing(long size, long window, long stride) {
    long outputs = (size + stride - 1) / stride;
    return Math.max(0, (outputs - 1) * stride + window - size);
  }

  private static long[] strides(NodeDef node) {
    List<Long> strides = node.getAttrOrThrow("strides").getList().getIList();
    return new long[] {strides.get(1), strides.get(2)};
  }

  /** From {@code [height, width, inputs, outputs]}. */
  private Tensor kernel(String tensor) {
    return weights.computeIfAbsent(
        tensor,
        name ->
            kept(
                raw(name)
                    .permute(3, 2, 0, 1)
                    .to(device, format)
                    .contiguous(torch.MemoryFormat.ChannelsLast)));
  }

  /** From {@code [height, width, inputs, 1]}. */
  private Tensor depthwise(String tensor) {
    return weights.computeIfAbsent(
        tensor, name -> kept(raw(name).permute(2, 3, 0, 1).to(device, format).contiguous()));
  }

  /** From {@code [inputs, outputs]}. */
  private Tensor matrix(String tensor) {
    return weights.computeIfAbsent(
        tensor, name -> kept(raw(name).permute(1, 0).to(device, format).contiguous()));
  }

  private Tensor vector(String tensor) {
    return weights.computeIfAbsent(tensor, name -> kept(raw(name).to(device, format)));
  }

  /** Beyond the scope of the run that needed it first. */
  private static Tensor kept(Tensor weight) {
    weight.retainReference();
    return weight;
  }

  private Tensor raw(String tensor) {
    GraphConstant constant = constant(tensor);
    return Tensor.create(constant.floats(), constant.sides());
  }

  private GraphConstant constant(String tensor) {
    NodeDef node = node(tensor);
    if (!node.getOp().equals("Const")) {
      throw new IllegalArgumentException(
          "%s (node \"%s\") where a constant is needed".formatted(node.getOp(), node.getName()));
    }
    return GraphConstant.of(node);
  }

  private NodeDef node(String tensor) {
    return nodes.get(NetworkTensors.nodeName(tensor));
  }

  /** Frees the weights. */
  @Override
  public void close() {
    weights.values().forEach(Tensor::releaseReference);
    weights.clear();
  }
}

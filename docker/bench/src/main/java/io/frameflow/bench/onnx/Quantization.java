package io.frameflow.bench.onnx;

import org.tensorflow.proto.NodeDef;

/** What becomes of the numbers that go into products. */
public interface Quantization {

  /** They stay as they are. */
  Quantization NONE = new Exact();

  /**
   * An activation as products get it.
   *
   * @param node of the TensorFlow graph that made it
   * @param value in the new graph
   */
  String activation(OnnxGraph graph, NodeDef node, String value);

  /**
   * Weights and bias of one layer.
   *
   * @param input the node whose activation they are multiplied with
   * @param weights row-major
   * @param axis of the output channels, 0 or last
   * @param bias one for each output channel, or null
   */
  Parameters parameters(
      OnnxGraph graph, NodeDef input, float[] weights, int axis, float[] bias, long... sides);

  /**
   * Values of the new graph.
   *
   * @param bias null where there is none
   */
  record Parameters(String weights, String bias) {}

  /** In 32-bit floating point. */
  final class Exact implements Quantization {

    private Exact() {}

    @Override
    public String activation(OnnxGraph graph, NodeDef node, String value) {
      return value;
    }

    @Override
    public Parameters parameters(
        OnnxGraph graph, NodeDef input, float[] weights, int axis, float[] bias, long... sides) {
      return new Parameters(
          graph.floats(weights, sides), bias == null ? null : graph.floats(bias, bias.length));
    }
  }
}

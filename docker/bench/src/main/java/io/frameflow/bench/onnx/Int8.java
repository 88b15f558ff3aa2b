package io.frameflow.bench.onnx;

import io.frameflow.bench.network.NetworkTensors;
import java.util.List;
import java.util.Map;
import org.tensorflow.proto.NodeDef;

/**
 * Products of 8-bit integers: weights from -127 to 127 with a scale for every output channel,
 * activations from 0 to 255 with one scale that covers what they were on the bench's own pictures.
 * Written as pairs of QuantizeLinear and DequantizeLinear, which a runtime melts into the layers.
 */
public final class Int8 implements Quantization {

  private static final int WEIGHT_STEPS = 127;
  private static final int ACTIVATION_STEPS = 255;

  private final Map<String, Range> ranges;

  /** The least and the largest number that a tensor held. */
  public record Range(float least, float most) {

    /** With 0, which padding needs. */
    public Range {
      least = Math.min(least, 0);
      most = Math.max(most, 0);
    }

    /** Of all numbers. */
    public static Range of(float[] values) {
      float least = 0;
      float most = 0;
      for (float value : values) {
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
      return new Range(least, most);
    }

    /** Covering both. */
    public Range with(Range other) {
      return new Range(Math.min(least, other.least), Math.max(most, other.most));
    }

    float scale() {
      return most > least ? (most - least) / ACTIVATION_STEPS : 1;
    }

    byte zeroPoint() {
      return (byte) Math.round(-least / scale());
    }
  }

  /**
   * Rounds to these ranges.
   *
   * @param ranges by tensor name, of every tensor that goes into a product
   */
  public Int8(Map<String, Range> ranges) {
    this.ranges = Map.copyOf(ranges);
  }

  @Override
  public String activation(OnnxGraph graph, NodeDef node, String value) {
    Range range = ranges.get(NetworkTensors.tensorName(node.getName()));
    if (range == null) {
      return value;
    }
    String scale = graph.floats(new float[] {range.scale()});
    String zero = graph.bytes(OnnxType.UINT8, new byte[] {range.zeroPoint()});
    String rounded = graph.node("QuantizeLinear", List.of(value, scale, zero));
    return graph.node("DequantizeLinear", List.of(rounded, scale, zero));
  }

  @Override
  public Parameters parameters(
      OnnxGraph graph, NodeDef input, float[] weights, int axis, float[] bias, long... sides) {
    Range range = ranges.get(NetworkTensors.tensorName(input.getName()));
    if (range == null) {
      throw new IllegalArgumentException(
          "nothing is known of what \"%s\" holds".formatted(input.getName()));
    }
    int channels = Math.toIntExact(sides[axis]);
    int stride = axis == 0 ? weights.length / channels : 1;
    float[] scales = scales(weights, channels, stride);
    byte[] rounded = new byte[weights.length];
    for (int i = 0; i < weights.length; i++) {
      rounded[i] = (byte) Math.round(weights[i] / scales[i / stride % channels]);
    }
    String scale = graph.floats(scales, channels);
    String zeros = graph.bytes(OnnxType.INT8, new byte[channels], channels);
    String matrix =
        graph.node(
            "DequantizeLinear",
            List.of(graph.bytes(OnnxType.INT8, rounded, sides), scale, zeros),
            Attribute.of("axis", axis));
    return new Parameters(matrix, bias == null ? null : bias(graph, bias, scales, range));
  }

  private static float[] scales(float[] weights, int channels, int stride) {
    float[] scales = new float[channels];
    for (int i = 0; i < weights.length; i++) {
      int channel = i / stride % channels;
      scales[channel] = Math.max(scales[channel], Math.abs(weights[i]));
    }
    for (int i = 0; i < channels; i++) {
      scales[i] = scales[i] == 0 ? 1 : scales[i] / WEIGHT_STEPS;
    }
    return scales;
  }

  /** In steps of the sums that it is added to. */
  private static String bias(OnnxGraph graph, float[] bias, float[] scales, Range input) {
    int[] steps = new int[bias.length];
    float[] stepSizes = new float[bias.length];
    for (int i = 0; i < bias.length; i++) {
      stepSizes[i] = scales[i] * input.scale();
      steps[i] = Math.round(bias[i] / stepSizes[i]);
    }
    return graph.node(
        "DequantizeLinear",
        List.of(
            graph.ints(steps, steps.length),
            graph.floats(stepSizes, steps.length),
            graph.ints(new int[steps.length], steps.length)),
        Attribute.of("axis", 0L));
  }
}

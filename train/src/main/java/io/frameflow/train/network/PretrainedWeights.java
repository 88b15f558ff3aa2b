package io.frameflow.train.network;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * Weights of a backbone from Caffe-style files: convolutions as {@code [out, in, height, width]},
 * input channels blue, green, red.
 *
 * <p>The first layer's input channels are turned round on reading, so that images stay RGB
 * everywhere else.
 */
public final class PretrainedWeights {

  private PretrainedWeights() {}

  /**
   * Reads every weight that the backbone needs; other tensors, such as the 1000-way classifier that
   * the sibling heads replace, are left in the file.
   *
   * @throws SafetensorsException if a tensor is missing or has another shape than the layer; the
   *     message names it, with both shapes
   */
  public static Map<String, WeightArray> read(Path file, Backbone backbone) throws IOException {
    Safetensors source = Safetensors.read(file);
    Map<String, WeightArray> weights = new LinkedHashMap<>();
    for (Map.Entry<String, long[]> wanted : shapes(backbone).entrySet()) {
      boolean first = weights.isEmpty();
      String name = wanted.getKey();
      WeightArray value;
      try {
        value = convert(source.require(name), first);
        WeightShapes.require(name, wanted.getValue(), value);
      } catch (SafetensorsException | IllegalArgumentException e) {
        throw new SafetensorsException(
            "%s does not fit backbone %s: %s".formatted(file, backbone.name(), e.getMessage()), e);
      }
      weights.put(name, value);
    }
    return weights;
  }

  /** The shapes of a backbone's weights, in layer order. */
  private static Map<String, long[]> shapes(Backbone backbone) {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> images =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, -1, -1, 3)));
      WeightSource recorder =
          (name, start, shape) -> {
            shapes.put(name, shape);
            return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(shape)));
          };
      new BackboneGraph(tf, recorder).build(backbone, images);
    }
    return shapes;
  }

  /** {@code [out, in, height, width]} to {@code [height, width, in, out]}; vectors stay. */
  static WeightArray convert(WeightArray source, boolean turnChannels) {
    if (source.shape().length != 4) {
      return source;
    }
    int out = (int) source.shape()[0];
    int in = (int) source.shape()[1];
    int height = (int) source.shape()[2];
    int width = (int) source.shape()[3];
    float[] values = new float[source.values().length];
    for (int o = 0; o < out; o++) {
      for (int i = 0; i < in; i++) {
        int channel = turnChannels ? in - 1 - i : i;
        for (int k = 0; k < height * width; k++) {
          values[(k * in + channel) * out + o] = source.values()[(o * in + i) * height * width + k];
        }
      }
    }
    return new WeightArray(new long[] {height, width, in, out}, values);
  }
}

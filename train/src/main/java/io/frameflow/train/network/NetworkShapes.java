package io.frameflow.train.network;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * The shapes of a network's weights, by name and in layer order. They are found by building its
 * graph, so that they cannot differ from what is built later; TensorFlow must be loaded.
 */
public final class NetworkShapes {

  private NetworkShapes() {}

  /** Convolutions {@code [kernel, kernel, in, out]}, biases {@code [out]}. */
  public static Map<String, long[]> of(Backbone backbone) {
    return record((tf, weights, images) -> new BackboneGraph(tf, weights).build(backbone, images));
  }

  /** Those of the backbone, then matrices {@code [in, out]} and biases of all other layers. */
  public static Map<String, long[]> of(DetectorNetwork network) {
    return record(
        (tf, weights, images) -> {
          DetectorGraph detector = new DetectorGraph(tf, network, weights);
          detector.heads(
              detector.features(images),
              (tap, map) ->
                  tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, map.channels()))),
              DetectorGraph.HiddenStep.NONE);
        });
  }

  private interface Building {
    void build(Ops tf, WeightSource weights, Operand<TFloat32> images);
  }

  private static Map<String, long[]> record(Building building) {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      building.build(
          tf,
          (name, start, shape) -> {
            shapes.put(name, shape);
            return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(shape)));
          },
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, -1, -1, 3))));
    }
    return shapes;
  }
}

package io.frameflow.standalone.soak;

import io.frameflow.detector.models.ModelManifest;
import io.frameflow.train.network.DetectorGraph;
import io.frameflow.train.network.DetectorNetwork;
import io.frameflow.train.network.SparseTablePooling;
import io.frameflow.train.network.VariableWeights;
import io.frameflow.train.network.WeightArray;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** What a network's weights start from before it has learned anything, the same each time. */
public final class RandomWeights {
  private static final long SEED = 1;

  private RandomWeights() {}

  /**
   * All weights of a network, by name.
   *
   * @param input the size of image that the network is built for
   */
  public static Map<String, WeightArray> of(DetectorNetwork network, ModelManifest.Input input) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      VariableWeights weights = new VariableWeights(tf, SEED, Map.of());
      DetectorGraph detector = new DetectorGraph(tf, network, weights);
      Placeholder<TFloat32> images =
          tf.placeholder(
              TFloat32.class,
              Placeholder.shape(Shape.of(-1, input.shortSide(), input.longSide(), 3)));
      Placeholder<TFloat32> rois =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 5)));
      detector.heads(
          detector.features(images),
          (tap, map) ->
              new SparseTablePooling(
                      tf,
                      network.taps().get(tap),
                      network.largestRoi(network.taps().get(tap), input.longSide()))
                  .pool(map.features(), map.channels(), rois),
          DetectorGraph.HiddenStep.NONE);
      return weights.initial();
    }
  }
}

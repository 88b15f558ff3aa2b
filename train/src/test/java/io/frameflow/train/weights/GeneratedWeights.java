package io.frameflow.train.weights;

import io.frameflow.train.network.DetectorNetwork;
import io.frameflow.train.network.NetworkShapes;
import io.frameflow.train.network.WeightArray;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Made-up weights of a network in the layout of files. */
public final class GeneratedWeights {

  private GeneratedWeights() {}

  /** Every layer's, small enough that activations stay of one size. */
  public static Map<String, WeightArray> of(DetectorNetwork network, long seed) {
    Random random = new Random(seed);
    Map<String, WeightArray> tensors = new LinkedHashMap<>();
    NetworkShapes.of(network)
        .forEach(
            (name, shape) -> {
              long[] sides = new LayerWeights(name, shape, false, 1).fileShape();
              float[] values = new float[WeightArray.size(sides)];
              double deviation = sides.length == 1 ? .1 : Math.sqrt(2.0 * sides[0] / values.length);
              for (int i = 0; i < values.length; i++) {
                values[i] = (float) (random.nextGaussian() * deviation);
              }
              tensors.put(name, new WeightArray(sides.clone(), values));
            });
    return tensors;
  }
}

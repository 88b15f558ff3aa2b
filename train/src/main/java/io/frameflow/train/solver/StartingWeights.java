package io.frameflow.train.solver;

import io.frameflow.train.network.HeadNames;
import io.frameflow.train.network.WeightArray;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleSupplier;

/**
 * Draws the weights that a training starts from. The sibling heads are normal with deviations .01
 * for classes and .001 for boxes, as published (section 2.3).
 */
final class StartingWeights {

  private static final double GAUSSIAN = .01;
  private static final double CLASSES = .01;
  private static final double BOXES = .001;

  private StartingWeights() {}

  /**
   * Values for the weights that a filler other than {@link Filler#HE} draws; none for that one, as
   * the layers see to it themselves.
   *
   * @param shapes of all weights, by name
   * @param given names with pretrained values, which stay
   */
  static Map<String, WeightArray> of(
      Filler filler, Map<String, long[]> shapes, Set<String> given, long seed) {
    Map<String, WeightArray> drawn = new LinkedHashMap<>();
    if (filler != Filler.HE) {
      shapes.forEach(
          (name, shape) -> {
            if (name.endsWith(".weight") && !given.contains(name)) {
              drawn.put(name, draw(filler, name, shape, seed));
            }
          });
    }
    return drawn;
  }

  private static WeightArray draw(Filler filler, String name, long[] shape, long seed) {
    Random random = new Random(seed * 1_000_003L + name.hashCode());
    DoubleSupplier next;
    if (name.startsWith(HeadNames.CLASSES)) {
      next = () -> random.nextGaussian() * CLASSES;
    } else if (name.startsWith(HeadNames.BOXES)) {
      next = () -> random.nextGaussian() * BOXES;
    } else if (filler == Filler.GAUSSIAN) {
      next = () -> random.nextGaussian() * GAUSSIAN;
    } else {
      double limit = Math.sqrt(3.0 / inputs(shape));
      next = () -> (random.nextDouble() * 2 - 1) * limit;
    }
    float[] values = new float[WeightArray.size(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) next.getAsDouble();
    }
    return new WeightArray(shape, values);
  }

  /** Values that one output is summed from: all sides but the last. */
  private static long inputs(long[] shape) {
    long inputs = 1;
    for (int i = 0; i < shape.length - 1; i++) {
      inputs *= shape[i];
    }
    return inputs;
  }
}

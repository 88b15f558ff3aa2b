package io.frameflow.train.export;

import io.frameflow.train.network.HeadNames;
import io.frameflow.train.network.WeightArray;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Folds the targets' deviations into the box layer, so that the served network answers with plain
 * deltas: a column of the layer's matrix, and its bias, are multiplied by the deviation.
 */
final class BoxDenormalization {

  private BoxDenormalization() {}

  /**
   * @param weights as trained; not changed
   * @param deviations of dx, dy, dw, dh
   */
  static Map<String, WeightArray> apply(Map<String, WeightArray> weights, float[] deviations) {
    Map<String, WeightArray> folded = new LinkedHashMap<>(weights);
    for (String suffix : new String[] {".weight", ".bias"}) {
      folded.computeIfPresent(
          HeadNames.BOXES + suffix, (name, weight) -> scaled(weight, deviations));
    }
    return folded;
  }

  private static WeightArray scaled(WeightArray weight, float[] deviations) {
    float[] values = weight.values().clone();
    // Columns are class-major and a multiple of four, so the index in a row gives the coordinate.
    for (int i = 0; i < values.length; i++) {
      values[i] *= deviations[i % deviations.length];
    }
    return new WeightArray(weight.shape(), values);
  }
}

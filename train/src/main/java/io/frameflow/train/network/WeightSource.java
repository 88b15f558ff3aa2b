package io.frameflow.train.network;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Where a graph's weights come from: variables to be trained, or constants of a frozen model. */
public interface WeightSource {

  /**
   * The weight of that name, made on first use.
   *
   * @param name such as {@code fire2/conv1x1_1.weight}
   * @param start how it starts unless a value is known
   * @throws IllegalArgumentException if a known value has another shape; the message names the
   *     weight and both shapes
   */
  Operand<TFloat32> weight(String name, Initialization start, long... shape);
}

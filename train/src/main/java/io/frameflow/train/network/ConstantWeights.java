package io.frameflow.train.network;

import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Trained weights as constants in the graph. */
public final class ConstantWeights implements WeightSource {

  private final Ops tf;
  private final Map<String, WeightArray> values;

  public ConstantWeights(Ops tf, Map<String, WeightArray> values) {
    this.tf = tf;
    this.values = Map.copyOf(values);
  }

  @Override
  public Operand<TFloat32> weight(String name, Initialization start, long... shape) {
    WeightArray value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the trained weights lack " + name);
    }
    WeightShapes.require(name, shape, value);
    return tf.constant(Shape.of(shape), DataBuffers.of(value.values(), true, false));
  }
}

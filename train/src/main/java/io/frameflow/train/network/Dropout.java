package io.frameflow.train.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * Inverted dropout whose masks are a function of (seed, step, layer) alone, so that a run can be
 * repeated and resumed.
 *
 * @param keep scalar, probability of keeping a value
 * @param seedAndStep {@code [2]}
 */
public record Dropout(Ops tf, Operand<TFloat32> keep, Operand<TInt64> seedAndStep)
    implements DetectorGraph.HiddenStep {

  private static final long LAYER_STEP = 1_000_003L;

  @Override
  public Operand<TFloat32> apply(int index, Operand<TFloat32> output) {
    Operand<TInt64> seed =
        tf.math.add(seedAndStep, tf.constant(new long[] {LAYER_STEP * index, 0}));
    Operand<TFloat32> uniform =
        tf.random.statelessRandomUniform(tf.shape(output), seed, TFloat32.class);
    Operand<TFloat32> mask = tf.math.floor(tf.math.add(uniform, keep));
    return tf.math.mul(output, tf.math.div(mask, keep));
  }
}

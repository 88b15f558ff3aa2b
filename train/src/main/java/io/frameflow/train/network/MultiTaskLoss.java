package io.frameflow.train.network;

import io.frameflow.train.network.DetectorGraph.Heads;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * The multi-task loss of Fast R-CNN (equations 1 to 3), averaged over the RoIs of a batch:
 *
 * <pre>
 *   L = -log p_u + lambda [u >= 1] sum over i of smooth_L1(t_i^u - v_i)
 *   smooth_L1(x) = 0.5 x^2 if |x| < 1, else |x| - 0.5
 * </pre>
 *
 * <p>For example smooth_L1 is 0.125 at 0.5, 0.5 at 1 and 2.5 at -3.
 *
 * @param classLoss scalar, mean log loss of the true class u
 * @param boxLoss scalar, mean smooth L1 loss, before lambda
 * @param total scalar, {@code classLoss + lambda * boxLoss}
 * @param accuracy scalar, share of RoIs whose likeliest class is the true one
 */
public record MultiTaskLoss(
    Operand<TFloat32> classLoss,
    Operand<TFloat32> boxLoss,
    Operand<TFloat32> total,
    Operand<TFloat32> accuracy) {

  /**
   * Builds the loss.
   *
   * @param classes {@code [R]} true classes, 0 for background
   * @param targets {@code [R, 4]} normalised deltas of the true class; ignored for background
   * @param outputs K + 1
   * @param lambda weight of the box loss, scalar
   */
  public static MultiTaskLoss of(
      Ops tf,
      Heads heads,
      Operand<TInt32> classes,
      Operand<TFloat32> targets,
      int outputs,
      Operand<TFloat32> lambda) {
    Operand<TFloat32> zero = tf.constant(0f);
    Operand<TFloat32> one = tf.constant(1f);
    // The sparse form of this operation has no gradient here.
    Operand<TFloat32> truth = tf.oneHot(classes, tf.constant(outputs), one, zero); // [R, K + 1]
    Operand<TFloat32> classLoss =
        tf.math.mean(
            tf.nn.softmaxCrossEntropyWithLogits(heads.logits(), truth).loss(), tf.constant(0));

    Operand<TFloat32> foreground =
        tf.dtypes.cast(tf.math.greater(classes, tf.constant(0)), TFloat32.class);
    Operand<TFloat32> mask =
        tf.expandDims(
            tf.math.mul(truth, tf.expandDims(foreground, tf.constant(1))), tf.constant(2));
    Operand<TFloat32> deltas = tf.reshape(heads.deltas(), tf.constant(new int[] {-1, outputs, 4}));
    Operand<TFloat32> difference =
        tf.math.mul(mask, tf.math.sub(deltas, tf.expandDims(targets, tf.constant(1))));
    Operand<TFloat32> sum = tf.sum(smoothL1(tf, difference), tf.constant(new int[] {0, 1, 2}));
    Operand<TFloat32> boxLoss = tf.math.div(sum, tf.dtypes.cast(tf.size(classes), TFloat32.class));

    Operand<TInt64> guess = tf.math.argMax(heads.logits(), tf.constant(1));
    Operand<TFloat32> accuracy =
        tf.math.mean(
            tf.dtypes.cast(
                tf.math.equal(guess, tf.dtypes.cast(classes, TInt64.class)), TFloat32.class),
            tf.constant(0));
    return new MultiTaskLoss(
        classLoss, boxLoss, tf.math.add(classLoss, tf.math.mul(lambda, boxLoss)), accuracy);
  }

  /** Equation 3, without a branch: {@code m (|x| - m / 2)} with {@code m = min(|x|, 1)}. */
  static Operand<TFloat32> smoothL1(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> size = tf.math.abs(x);
    Operand<TFloat32> inner = tf.math.minimum(size, tf.constant(1f));
    return tf.math.mul(inner, tf.math.sub(size, tf.math.mul(tf.constant(.5f), inner)));
  }
}

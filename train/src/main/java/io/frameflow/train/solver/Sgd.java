package io.frameflow.train.solver;

import io.frameflow.train.network.VariableWeights;
import io.frameflow.train.network.VariableWeights.Slot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * One step of stochastic gradient descent with momentum, as operations.
 *
 * <p>Gradients are clipped by their global norm; weight decay is added after that, to weights only.
 *
 * @param updates to be run together; each waits for all gradients, for an update of a weight that
 *     another gradient still reads gives nonsense
 * @param momenta by weight name
 * @param gradientNorm scalar, before clipping
 */
public record Sgd(List<Op> updates, Map<String, Slot> momenta, Operand<TFloat32> gradientNorm) {

  private static final float TINY = 1e-6f;

  /**
   * Adds the operations.
   *
   * @param trained the variables to be updated, by name
   * @param rate scalar learning rate
   */
  static Sgd of(
      Graph graph,
      Ops tf,
      Operand<TFloat32> loss,
      Map<String, Slot> trained,
      Operand<TFloat32> rate,
      SolverOptions options) {
    options.rates().requireFit(trained.keySet());
    List<Operand<TFloat32>> gradients = gradients(graph, loss, trained);
    Operand<TFloat32> squares = null;
    for (Operand<TFloat32> gradient : gradients) {
      Operand<TFloat32> half = tf.nn.l2Loss(gradient);
      squares = squares == null ? half : tf.math.add(squares, half);
    }
    Operand<TFloat32> norm = tf.math.sqrt(tf.math.mul(squares, tf.constant(2f)));
    Operand<TFloat32> scale = tf.constant(1f);
    if (options.gradientClip() > 0) {
      Operand<TFloat32> limit = tf.constant(options.gradientClip());
      scale = tf.math.minimum(scale, tf.math.div(limit, tf.math.add(norm, tf.constant(TINY))));
    }
    List<Operand<TFloat32>> directions = new ArrayList<>();
    int index = 0;
    for (Map.Entry<String, Slot> entry : trained.entrySet()) {
      Operand<TFloat32> direction = tf.math.mul(gradients.get(index++), scale);
      if (isDecayed(entry.getKey()) && options.weightDecay() > 0) {
        Operand<TFloat32> decay =
            tf.math.mul(entry.getValue().value(), tf.constant(options.weightDecay()));
        direction = tf.math.add(direction, decay);
      }
      directions.add(direction);
    }
    return updates(tf, trained, directions, rate, options, norm);
  }

  private static Sgd updates(
      Ops tf,
      Map<String, Slot> trained,
      List<Operand<TFloat32>> directions,
      Operand<TFloat32> rate,
      SolverOptions options,
      Operand<TFloat32> norm) {
    List<Op> all = new ArrayList<>();
    directions.forEach(direction -> all.add((Op) direction));
    Ops gate = tf.withControlDependencies(all);
    Map<String, Slot> momenta = new LinkedHashMap<>();
    List<Op> updates = new ArrayList<>();
    int index = 0;
    for (Map.Entry<String, Slot> entry : trained.entrySet()) {
      Slot weight = entry.getValue();
      Slot velocity = VariableWeights.slot(tf, weight.shape());
      momenta.put(entry.getKey(), velocity);
      updates.add(
          gate.train.applyMomentum(
              weight.variable(),
              velocity.variable(),
              rateOf(tf, entry.getKey(), rate, options),
              directions.get(index++),
              tf.constant(options.momentum())));
    }
    return new Sgd(updates, momenta, norm);
  }

  private static Operand<TFloat32> rateOf(
      Ops tf, String name, Operand<TFloat32> rate, SolverOptions options) {
    float multiple = options.rates().of(name);
    return multiple == 1 ? rate : tf.math.mul(rate, tf.constant(multiple));
  }

  private static List<Operand<TFloat32>> gradients(
      Graph graph, Operand<TFloat32> loss, Map<String, Slot> trained) {
    Output<?>[] variables =
        trained.values().stream().map(slot -> slot.variable().asOutput()).toArray(Output<?>[]::new);
    List<Operand<TFloat32>> gradients = new ArrayList<>();
    for (Output<?> output : graph.addGradients(loss.asOutput(), variables)) {
      @SuppressWarnings("unchecked") // the gradient of a float variable is a float tensor
      Output<TFloat32> gradient = (Output<TFloat32>) output;
      gradients.add(gradient);
    }
    return gradients;
  }

  private static boolean isDecayed(String name) {
    return name.endsWith(".weight");
  }
}

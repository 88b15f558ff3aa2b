package io.frameflow.bench.stages;

import io.frameflow.bench.measuring.Contender;
import io.frameflow.detector.Precision;
import io.frameflow.train.network.Tensors;
import io.frameflow.train.solver.SessionSettings;
import java.util.List;
import java.util.Random;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat32;

/** A product of two square matrices: the most that the machine's multipliers give in practice. */
final class MatrixProduct implements AutoCloseable {

  private static final long SEED = 5;
  private static final int PROBES = 3;

  private final Graph graph = new Graph();
  private final Session session;
  private final Placeholder<?> left;
  private final Placeholder<?> right;
  private final Operand<?> product;
  private final Tensor factor;
  private final int side;
  private final Precision precision;

  private MatrixProduct(int side, Precision precision, int threads) {
    this.side = side;
    this.precision = precision;
    Ops tf = Ops.create(graph);
    Placeholder<TFloat32> numbers = tf.placeholder(TFloat32.class);
    Operand<TBfloat16> rounded = tf.dtypes.cast(numbers, TBfloat16.class);
    if (precision == Precision.BF16) {
      Placeholder<TBfloat16> a = tf.placeholder(TBfloat16.class);
      Placeholder<TBfloat16> b = tf.placeholder(TBfloat16.class);
      left = a;
      right = b;
      product = tf.linalg.matMul(a, b);
    } else {
      Placeholder<TFloat32> a = tf.placeholder(TFloat32.class);
      Placeholder<TFloat32> b = tf.placeholder(TFloat32.class);
      left = a;
      right = b;
      product = tf.linalg.matMul(a, b);
    }
    session = new Session(graph, new SessionSettings(threads, Precision.FP32).toProto());
    factor = factor(numbers, rounded);
  }

  private Tensor factor(Placeholder<TFloat32> numbers, Operand<TBfloat16> rounded) {
    Random random = new Random(SEED);
    float[] values = new float[side * side];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat() - .5f;
    }
    TFloat32 exact = Tensors.of(values, side, side);
    if (precision != Precision.BF16) {
      return exact;
    }
    try (exact) {
      return session.runner().feed(numbers, exact).fetch(rounded).run().get(0);
    }
  }

  /** Multiplies once. */
  private void run(int item) {
    session.runner().feed(left, factor).feed(right, factor).fetch(product).run().close();
  }

  /** The fastest of a few runs, in multiply-adds per nanosecond. */
  private double bestRate() {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < PROBES; i++) {
      long start = System.nanoTime();
      run(i);
      best = Math.min(best, System.nanoTime() - start);
    }
    return multiplyAdds() / (double) best;
  }

  private long multiplyAdds() {
    return (long) side * side * side;
  }

  private Contender contender() {
    Contender.Task task = this::run;
    return new Contender(
        "matrix product %d^3".formatted(side),
        precision.name().toLowerCase(java.util.Locale.ROOT),
        Contender.Role.LIMIT,
        task.timed(),
        item -> multiplyAdds(),
        "");
  }

  /** Adds products of these sides to a stage. */
  static void addTo(Stage stage, List<Integer> sides, Precision precision, int threads) {
    for (int side : sides) {
      stage.add(stage.hold(new MatrixProduct(side, precision, threads)).contender());
    }
  }

  /** The side that gives the most. */
  static int bestSide(List<Integer> sides, Precision precision, int threads) {
    int best = sides.get(0);
    double bestRate = 0;
    for (int side : sides) {
      try (MatrixProduct candidate = new MatrixProduct(side, precision, threads)) {
        double rate = candidate.bestRate();
        if (rate > bestRate) {
          best = side;
          bestRate = rate;
        }
      }
    }
    return best;
  }

  @Override
  public void close() {
    factor.close();
    session.close();
    graph.close();
  }
}

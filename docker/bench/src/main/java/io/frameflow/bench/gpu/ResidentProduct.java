package io.frameflow.bench.gpu;

import io.frameflow.bench.measuring.Contender;
import io.frameflow.bench.measuring.Contender.Role;
import java.util.List;
import java.util.Locale;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/** A product of two square matrices that are on the device: its matrix rate in practice. */
final class ResidentProduct implements AutoCloseable {

  private static final int PROBES = 3;

  /** Number formats of the factors, with what a reader should know. */
  enum Format {
    FP32(TFloat32.class, "TensorFlow rounds the factors to TF32 where the card has that"),
    FP16(TFloat16.class, ""),
    BF16(TBfloat16.class, "");

    private final Class<? extends TNumber> type;
    private final String remark;

    Format(Class<? extends TNumber> type, String remark) {
      this.type = type;
      this.remark = remark;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Graph graph = new Graph();
  private final Session session;
  private final Operand<TFloat32> largest;
  private final Format format;
  private final int side;

  ResidentProduct(int side, Format format, ConfigProto settings) {
    this.side = side;
    this.format = format;
    Ops tf = Ops.create(graph);
    Factors factors = Factors.of(tf, side, format.type);
    largest = factors.largest();
    session = new Session(graph, settings);
    session.runner().addTarget(factors.start()).run().close();
  }

  private record Factors(Operand<TFloat32> largest, Op start) {
    static <T extends TNumber> Factors of(Ops tf, int side, Class<T> type) {
      Variable<T> factor = tf.variable(Shape.of(side, side), type);
      Operand<TFloat32> random =
          tf.random.randomUniform(tf.constant(new int[] {side, side}), TFloat32.class);
      Op start = tf.assign(factor, tf.dtypes.cast(random, type));
      Operand<T> product = tf.linalg.matMul(factor, factor);
      Operand<TFloat32> row =
          tf.dtypes.cast(
              tf.slice(product, tf.constant(new int[2]), tf.constant(new int[] {1, side})),
              TFloat32.class);
      return new Factors(tf.max(row, tf.constant(new int[] {0, 1})), start);
    }
  }

  private void run() {
    session.runner().fetch(largest).run().close();
  }

  private long multiplyAdds() {
    return (long) side * side * side;
  }

  /** The fastest of a few runs, in multiply-adds per nanosecond. */
  private double bestRate() {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < PROBES; i++) {
      long start = System.nanoTime();
      run();
      best = Math.min(best, System.nanoTime() - start);
    }
    return multiplyAdds() / (double) best;
  }

  /** The side that gives the most. */
  static int bestSide(List<Integer> sides, Format format, ConfigProto settings) {
    int best = sides.get(0);
    double bestRate = 0;
    for (int side : sides) {
      try (ResidentProduct candidate = new ResidentProduct(side, format, settings)) {
        double rate = candidate.bestRate();
        if (rate > bestRate) {
          best = side;
          bestRate = rate;
        }
      }
    }
    return best;
  }

  Contender contender() {
    Contender.Task task = item -> run();
    return new Contender(
        "matrix product %d^3".formatted(side),
        format.word(),
        Role.LIMIT,
        task.timed(),
        item -> multiplyAdds(),
        format.remark);
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}

package io.frameflow.train.compression;

import io.frameflow.train.network.WeightArray;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.linalg.SelfAdjointEig;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;

/**
 * Singular value decomposition of a layer's matrix, cut to its greatest values.
 *
 * <p>The matrix A is {@code [in, out]}, so that the layer computes x A + b. With A = V S U^T and t
 * values kept it is replaced by two, without anything between them: first {@code V_t S_t} {@code
 * [in, t]} without a bias, then {@code U_t^T} {@code [t, out]} with the bias b (section 3.1 of the
 * paper, whose W is our A transposed).
 *
 * <p>U comes from the eigenvectors of the Gram matrix A^T A in double precision; as V_t S_t = A
 * U_t, nothing is divided by a small singular value, and with all of them A U U^T is A again. A
 * matrix with more columns than rows is decomposed through its transpose. Sums run over blocks of
 * rows, so that no copy of A in double precision is made.
 */
public final class TruncatedSvd implements AutoCloseable {
  private static final int BLOCK = 2048;

  private final WeightArray rows;
  private final boolean transposed;
  private final int height;
  private final int width;
  private final TFloat64 vectors;
  private final double[] singularValues;

  /**
   * The two layers that replace one.
   *
   * @param first {@code [in, t]}
   * @param second {@code [t, out]}
   */
  public record Factors(WeightArray first, WeightArray second) {}

  private TruncatedSvd(WeightArray rows, boolean transposed, TFloat64 vectors, double[] values) {
    this.rows = rows;
    this.transposed = transposed;
    this.height = Math.toIntExact(rows.shape()[0]);
    this.width = Math.toIntExact(rows.shape()[1]);
    this.vectors = vectors;
    this.singularValues = values;
  }

  /**
   * Decomposes a matrix.
   *
   * @param matrix {@code [in, out]}; not changed, but kept
   */
  public static TruncatedSvd of(WeightArray matrix) {
    boolean transposed = matrix.shape()[0] < matrix.shape()[1];
    WeightArray rows = transposed ? transpose(matrix) : matrix;
    int width = Math.toIntExact(rows.shape()[1]);
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> block = tf.placeholder(TFloat32.class);
      Placeholder<TFloat64> sum = tf.placeholder(TFloat64.class);
      Operand<TFloat64> wide = tf.dtypes.cast(block, TFloat64.class);
      Operand<TFloat64> added =
          tf.math.add(sum, tf.linalg.matMul(wide, wide, MatMul.transposeA(true)));
      SelfAdjointEig<TFloat64> eigen = tf.linalg.selfAdjointEig(sum);
      // A scalar spreads over the first sum.
      TFloat64 gram = TFloat64.scalarOf(0);
      try {
        for (int from = 0; from < rows.shape()[0]; from += BLOCK) {
          TFloat64 before = gram;
          try (TFloat32 part = block(rows, from)) {
            Result result = session.runner().feed(block, part).feed(sum, before).fetch(added).run();
            gram = (TFloat64) result.get(0);
          }
          before.close();
        }
        Result result = session.runner().feed(sum, gram).fetch(eigen.e()).fetch(eigen.v()).run();
        try (TFloat64 values = (TFloat64) result.get(0)) {
          return new TruncatedSvd(
              rows, transposed, (TFloat64) result.get(1), singularValues(values, width));
        }
      } finally {
        gram.close();
      }
    }
  }

  /** Falling; as many as the matrix' shorter side. */
  public double[] singularValues() {
    return singularValues.clone();
  }

  /** The part of the energy (the sum of the squared singular values) that a rank keeps. */
  public double energy(int rank) {
    double kept = 0;
    double all = 0;
    for (int i = 0; i < singularValues.length; i++) {
      double square = singularValues[i] * singularValues[i];
      all += square;
      kept += i < rank ? square : 0;
    }
    return all == 0 ? 1 : kept / all;
  }

  /** The two layers of a rank. */
  public Factors factors(int rank) {
    WeightArray projection = new WeightArray(new long[] {rank, width}, new float[rank * width]);
    WeightArray scaled =
        new WeightArray(new long[] {height, rank}, new float[Math.multiplyExact(height, rank)]);
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> block = tf.placeholder(TFloat32.class);
      Placeholder<TFloat64> all = tf.placeholder(TFloat64.class);
      // Eigenvalues rise, so the greatest stand in the last columns; they are put first.
      Operand<TFloat64> last =
          tf.slice(
              all, tf.constant(new int[] {0, width - rank}), tf.constant(new int[] {width, rank}));
      Operand<TInt32> columns = tf.constant(new int[] {1});
      Operand<TFloat64> greatest = tf.reverse(last, columns);
      Operand<TFloat32> turned =
          tf.dtypes.cast(
              tf.linalg.transpose(greatest, tf.constant(new int[] {1, 0})), TFloat32.class);
      Operand<TFloat32> product =
          tf.dtypes.cast(
              tf.linalg.matMul(tf.dtypes.cast(block, TFloat64.class), greatest), TFloat32.class);
      try (Result result = session.runner().feed(all, vectors).fetch(turned).run()) {
        ((TFloat32) result.get(0)).asRawTensor().data().asFloats().read(projection.values());
      }
      for (int from = 0; from < height; from += BLOCK) {
        try (TFloat32 part = block(rows, from);
            Result result =
                session.runner().feed(block, part).feed(all, vectors).fetch(product).run()) {
          int count = Math.min(BLOCK, height - from) * rank;
          ((TFloat32) result.get(0))
              .asRawTensor()
              .data()
              .asFloats()
              .read(scaled.values(), from * rank, count);
        }
      }
    }
    return transposed
        ? new Factors(transpose(projection), transpose(scaled))
        : new Factors(scaled, projection);
  }

  private static double[] singularValues(TFloat64 eigenvalues, int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      // Rounding may leave a tiny negative where there should be nothing.
      values[i] = Math.sqrt(Math.max(0, eigenvalues.getDouble(count - 1 - i)));
    }
    return values;
  }

  private static TFloat32 block(WeightArray rows, int from) {
    int width = Math.toIntExact(rows.shape()[1]);
    int count = Math.min(BLOCK, Math.toIntExact(rows.shape()[0]) - from);
    return TFloat32.tensorOf(
        Shape.of(count, width),
        tensor ->
            tensor
                .asRawTensor()
                .data()
                .asFloats()
                .write(rows.values(), from * width, count * width));
  }

  private static WeightArray transpose(WeightArray matrix) {
    int height = Math.toIntExact(matrix.shape()[0]);
    int width = Math.toIntExact(matrix.shape()[1]);
    float[] values = new float[height * width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        values[x * height + y] = matrix.values()[y * width + x];
      }
    }
    return new WeightArray(new long[] {width, height}, values);
  }

  @Override
  public void close() {
    vectors.close();
  }
}

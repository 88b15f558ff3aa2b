package io.frameflow.train.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.frameflow.detector.tensorflow.TensorFlowRuntime;
import io.frameflow.train.network.WeightArray;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TruncatedSvdTest {

  @BeforeAll
  static void loadTensorFlow() throws Exception {
    TensorFlowRuntime.load(2);
  }

  /** Tall, square, wide, one row, one column, and more rows than are summed at once. */
  @ParameterizedTest
  @CsvSource({"40,12,1", "16,16,2", "12,40,3", "1,9,4", "9,1,5", "2100,6,6", "5,2100,7"})
  void withAllSingularValuesTheProductIsTheMatrix(int inputs, int outputs, long seed) {
    WeightArray matrix = random(inputs, outputs, seed);
    try (TruncatedSvd svd = TruncatedSvd.of(matrix)) {
      TruncatedSvd.Factors all = svd.factors(Math.min(inputs, outputs));
      assertThat(all.first().shape()).containsExactly(inputs, Math.min(inputs, outputs));
      assertThat(all.second().shape()).containsExactly(Math.min(inputs, outputs), outputs);
      assertThat(product(all)).as("seed %d", seed).containsExactly(matrix.values(), close(1e-5f));
    }
  }

  /** Eckart and Young: the squared error of rank t is the sum of the squares that were left out. */
  @ParameterizedTest
  @CsvSource({"40,12,11", "16,16,12", "12,40,13"})
  void theErrorOfARankIsTheDiscardedSingularValues(int inputs, int outputs, long seed) {
    WeightArray matrix = random(inputs, outputs, seed);
    try (TruncatedSvd svd = TruncatedSvd.of(matrix)) {
      double[] singular = svd.singularValues();
      assertThat(singular)
          .hasSize(Math.min(inputs, outputs))
          .isSortedAccordingTo((a, b) -> Double.compare(b, a));
      for (int rank = 1; rank <= singular.length; rank++) {
        float[] product = product(svd.factors(rank));
        double error = 0;
        for (int i = 0; i < product.length; i++) {
          error += Math.pow(product[i] - matrix.values()[i], 2);
        }
        double discarded = 0;
        for (int i = rank; i < singular.length; i++) {
          discarded += singular[i] * singular[i];
        }
        assertThat(error).as("rank %d, seed %d", rank, seed).isCloseTo(discarded, within(1e-4));
      }
    }
  }

  /** diag(3, 2, 1): the values themselves; rank 2 keeps 13 of 14 parts of the energy. */
  @Test
  void aDiagonalMatrixHasItsEntriesForSingularValues() {
    WeightArray diagonal =
        new WeightArray(new long[] {3, 3}, new float[] {2, 0, 0, 0, 3, 0, 0, 0, 1});
    try (TruncatedSvd svd = TruncatedSvd.of(diagonal)) {
      assertThat(svd.singularValues()).containsExactly(new double[] {3, 2, 1}, within(1e-9));
      assertThat(svd.energy(2)).isCloseTo(13 / 14.0, within(1e-9));
      assertThat(product(svd.factors(1)))
          .containsExactly(new float[] {0, 0, 0, 0, 3, 0, 0, 0, 0}, close(1e-6f));
    }
  }

  /** Nothing is divided by a singular value, so that there may be none. */
  @Test
  void aMatrixOfZerosStaysOne() {
    WeightArray zeros = new WeightArray(new long[] {4, 3}, new float[12]);
    try (TruncatedSvd svd = TruncatedSvd.of(zeros)) {
      assertThat(product(svd.factors(3))).containsExactly(new float[12]);
      assertThat(svd.energy(1)).isEqualTo(1);
    }
  }

  private static float[] product(TruncatedSvd.Factors factors) {
    int inputs = (int) factors.first().shape()[0];
    int rank = (int) factors.first().shape()[1];
    int outputs = (int) factors.second().shape()[1];
    float[] product = new float[inputs * outputs];
    for (int i = 0; i < inputs; i++) {
      for (int o = 0; o < outputs; o++) {
        double sum = 0;
        for (int r = 0; r < rank; r++) {
          sum +=
              (double) factors.first().values()[i * rank + r]
                  * factors.second().values()[r * outputs + o];
        }
        product[i * outputs + o] = (float) sum;
      }
    }
    return product;
  }

  private static WeightArray random(int inputs, int outputs, long seed) {
    Random random = new Random(seed);
    float[] values = new float[inputs * outputs];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return new WeightArray(new long[] {inputs, outputs}, values);
  }

  private static Offset<Float> close(float offset) {
    return Offset.offset(offset);
  }
}

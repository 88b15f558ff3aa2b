package io.frameflow.bench.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SampleTest {

  @Test
  void onePictureIsRepeatedForEachOfABatch() {
    Sample sample = Sample.of(new long[] {5, 2, 3, 3});
    assertThat(sample.values()).hasSize(18);
    assertThat(sample.drawnSides()).containsExactly(1, 2, 3, 3);
    assertThat(sample.repeats()).containsExactly(5, 1, 1, 1);
  }

  @Test
  void rowsAreRepeatedUntilThereAreEnough() {
    Sample sample = Sample.of(new long[] {150, 4});
    assertThat(sample.drawnSides()).containsExactly(64, 4);
    assertThat(sample.repeats()).containsExactly(3, 1);
    assertThat(Sample.of(new long[] {3, 4}).drawnSides()).containsExactly(3, 4);
  }
}

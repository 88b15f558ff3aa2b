package io.frameflow.bench.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PercentileTest {

  @Test
  void isTheSmallestValueThatSoManyDoNotExceed() {
    long[] downwards = LongStream.rangeClosed(1, 200).map(i -> 201 - i).toArray();
    assertThat(Percentile.of(downwards, 50)).isEqualTo(100);
    assertThat(Percentile.of(downwards, 99)).isEqualTo(198);
    assertThat(Percentile.of(downwards, 100)).isEqualTo(200);
  }

  @Test
  void ofFewTheHighOnesAreTheLargest() {
    assertThat(Percentile.of(new long[] {7, 3, 5}, 99)).isEqualTo(7);
    assertThat(Percentile.of(new long[] {7, 3, 5}, 50)).isEqualTo(5);
    assertThat(Percentile.of(new long[] {7}, 1)).isEqualTo(7);
  }

  @Test
  void needsAFrame() {
    assertThatThrownBy(() -> Percentile.of(new long[0], 50))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no frame was measured");
  }
}

package io.frameflow.bench.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BatchSizesTest {

  @Test
  void doubleUpToTheLargest() {
    assertThat(BatchSizes.upTo(64)).containsExactly(1, 2, 4, 8, 16, 32, 64);
    assertThat(BatchSizes.upTo(1)).containsExactly(1);
    assertThat(BatchSizes.upTo(6)).containsExactly(1, 2, 4, 6);
  }

  @Test
  void refuseNone() {
    assertThatThrownBy(() -> BatchSizes.upTo(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--largest-batch must be at least 1, not 0");
  }
}

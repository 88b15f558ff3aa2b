package io.frameflow.bench.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatencyCourseTest {

  @Test
  void theBoundBelongsToWhatIsAllowed() {
    assertThat(LatencyCourse.bound(3)).isEqualTo("within the bound of 3 batches");
    assertThat(LatencyCourse.bound(3.01)).isEqualTo("beyond the bound of 3 batches");
  }

  @Test
  void aLoadIsComparedWithTheBatchesAroundIt() {
    assertThat(LatencyCourse.beforeAndAfter(new double[] {10, 30, 20})).containsExactly(20, 25);
  }
}

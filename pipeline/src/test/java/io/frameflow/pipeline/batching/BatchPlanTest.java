package io.frameflow.pipeline.batching;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatchPlanTest {
  private static final int MOST = 4;
  private static final long MILLI = 1_000_000;

  private final BatchTime time = new BatchTime();
  private final BatchPlan plan = new BatchPlan(MOST, Duration.ofMillis(100), time);

  @Test
  void aFullBatchIsEnough() {
    assertThat(plan.enough(MOST - 1, 0)).isFalse();
    assertThat(plan.enough(MOST, 0)).isTrue();
  }

  @Test
  void nobodyWaitsBeyondTheTarget() {
    assertThat(plan.enough(1, 100 * MILLI)).isFalse();
    assertThat(plan.enough(1, 100 * MILLI + 1)).isTrue();
  }

  @Test
  void theBatchsOwnTimeCounts() {
    time.ran(2, 60 * MILLI);

    assertThat(plan.enough(1, 40 * MILLI)).as("two frames are done at 100 ms").isFalse();
    assertThat(plan.enough(1, 41 * MILLI)).as("two frames are done at 101 ms").isTrue();
    assertThat(plan.enough(2, 10 * MILLI)).as("three frames are done at 100 ms").isFalse();
    assertThat(plan.enough(3, 0)).as("four frames take 120 ms").isTrue();
  }

  @Test
  void aFrameThatTakesTooLongAloneIsNotHeldUp() {
    time.ran(1, 300 * MILLI);

    assertThat(plan.enough(1, 0)).isTrue();
  }

  @Test
  void lateIsMoreThanTheTarget() {
    assertThat(plan.late(100 * MILLI)).isFalse();
    assertThat(plan.late(100 * MILLI + 1)).isTrue();
  }

  @Test
  void nothingIsExpectedOfABatchBeforeTheFirst() {
    assertThat(time.nanos(8)).isZero();
  }

  @Test
  void theExpectationFollowsTheLoad() {
    time.ran(1, 10);
    assertThat(time.nanos(3)).isEqualTo(30);
    time.ran(4, 80);
    assertThat(time.nanos(1)).isEqualTo(12);

    for (int i = 0; i < 30; i++) {
      time.ran(2, 200);
    }
    assertThat(time.nanos(1)).isBetween(99L, 100L);
  }
}

package io.frameflow.pipeline.batching;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatchPlanTest {
  private static final int MOST = 4;
  private static final long MILLI = 1_000_000;

  private final BatchTime time = new BatchTime();
  private final BatchPlan plan = new BatchPlan(MOST, Duration.ofMillis(100));

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
    plan.ran(2, 20 * MILLI, 40 * MILLI);

    assertThat(plan.enough(1, 40 * MILLI)).as("two frames are done at 100 ms").isFalse();
    assertThat(plan.enough(1, 41 * MILLI)).as("two frames are done at 101 ms").isTrue();
    assertThat(plan.enough(2, 10 * MILLI)).as("three frames are done at 100 ms").isFalse();
    assertThat(plan.enough(3, 0)).as("four frames take 120 ms").isTrue();
  }

  @Test
  void aFrameThatTakesTooLongAloneIsNotHeldUp() {
    plan.ran(1, 100 * MILLI, 200 * MILLI);

    assertThat(plan.enough(1, 0)).isTrue();
    assertThat(plan.gathersFor(1, 0, new RunningBatch(1, 0, false))).isZero();
  }

  @Test
  void theNextBatchStartsInTimeToBePreparedWhenTheNetworkIsFree() {
    plan.ran(1, 5 * MILLI, 20 * MILLI);

    assertThat(plan.gathersFor(1, 0, new RunningBatch(2, 10 * MILLI, false)))
        .as("the other one has 50 - 10 ms left, of which its own preparation takes 5")
        .isEqualTo(35 * MILLI);
    assertThat(plan.gathersFor(2, 0, new RunningBatch(2, 10 * MILLI, true)))
        .as("the other one was prepared before: 40 - 10 ms, and 10 for two frames")
        .isEqualTo(20 * MILLI);
    assertThat(plan.gathersFor(1, 0, new RunningBatch(2, 45 * MILLI, false))).isZero();
  }

  @Test
  void aBatchThatTakesLongerThanExpectedHoldsNothingUp() {
    plan.ran(1, 5 * MILLI, 20 * MILLI);

    assertThat(plan.gathersFor(1, 0, new RunningBatch(1, 500 * MILLI, true))).isZero();
  }

  @Test
  void theTargetEndsTheGatheringBehindALongBatch() {
    plan.ran(1, 5 * MILLI, 20 * MILLI);

    // Two frames would take 50 ms of the 80 that are left; the other batch has 200.
    assertThat(plan.gathersFor(1, 20 * MILLI, new RunningBatch(8, 0, false))).isEqualTo(30 * MILLI);
  }

  @Test
  void anotherBatchIsDoneAfterThoseUnderWay() {
    plan.ran(1, 5 * MILLI, 20 * MILLI);

    assertThat(plan.doneIn(2, new RunningBatch(4, 10 * MILLI, false), 3))
        .as("4 prepared and looked at, less 10 ms; 3 and 2 looked at")
        .isEqualTo((100 - 10 + 60 + 40) * MILLI);
    assertThat(plan.doneIn(1000, new RunningBatch(1, 500 * MILLI, true), 0))
        .as("of 1000 it takes 4, behind one that takes longer than expected")
        .isEqualTo(80 * MILLI);
  }

  @Test
  void aLateChoiceWaitsForTheOtherBatchAlone() {
    plan.ran(1, 5 * MILLI, 20 * MILLI);

    RunningBatch other = new RunningBatch(4, 0, false);
    assertThat(plan.choiceLeft(MOST, other)).isEqualTo(80 * MILLI);
    assertThat(plan.choiceLeft(1000, other)).as("of 1000 it takes 4").isEqualTo(80 * MILLI);
    assertThat(plan.gathersFor(MOST, 0, other)).isZero();
  }

  @Test
  void withoutAnyExperienceNobodyWaits() {
    assertThat(plan.gathersFor(1, 0, new RunningBatch(4, 0, false))).isZero();
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

package io.frameflow.pipeline.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.pipeline.waiting.ShedPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * A minute at three times what the model can do, by a manual clock: 25 frames/s, while a fast
 * camera sends 70 and a slow one 5, with a checkpoint every two seconds.
 */
class OverloadTest {
  private static final Duration LENGTH = Duration.ofMinutes(1);
  private static final long MILLIS_PER_FRAME = 40;
  private static final int BATCH = 4;
  private static final long BATCH_MILLIS = BATCH * MILLIS_PER_FRAME;

  private static OverloadRun run(ShedPolicy policy, long checkpointMillis) throws Exception {
    OverloadRun run =
        new OverloadRun(policy, Duration.ofSeconds(2), BATCH, MILLIS_PER_FRAME, checkpointMillis);
    run.run(LENGTH);
    return run;
  }

  @Test
  void staleKeepsTheLagWithinTheAgeAndTheSlowCameraWhole() throws Exception {
    OverloadRun run = run(ShedPolicy.STALE, 2_000);

    assertThat(run.detected(OverloadRun.SLOW)).isEqualTo(run.sent(OverloadRun.SLOW));
    assertThat(run.detected(OverloadRun.FAST) + run.dropped(OverloadRun.FAST))
        .isEqualTo(run.sent(OverloadRun.FAST));
    assertThat(run.detectedPerSecond()).isGreaterThan(.9 * 1000 / MILLIS_PER_FRAME);
    assertThat(run.mostLagMillis()).isLessThanOrEqualTo(2_000 + BATCH_MILLIS);
    assertThat(run.mostBarrierMillis()).isLessThanOrEqualTo(1_000 + BATCH_MILLIS);
  }

  @Test
  void staleHoldsAlsoWhereCheckpointsFollowEachOther() throws Exception {
    OverloadRun run = run(ShedPolicy.STALE, 500);

    assertThat(run.detected(OverloadRun.SLOW)).isEqualTo(run.sent(OverloadRun.SLOW));
    assertThat(run.mostLagMillis()).isLessThanOrEqualTo(2_000 + BATCH_MILLIS);
  }

  @Test
  void latestKeepsTheLagToARoundOverTheCameras() throws Exception {
    OverloadRun run = run(ShedPolicy.LATEST, 2_000);

    assertThat(run.detected(OverloadRun.SLOW)).isEqualTo(run.sent(OverloadRun.SLOW));
    assertThat(run.dropped(OverloadRun.FAST)).isGreaterThan(run.sent(OverloadRun.FAST) / 2);
    assertThat(run.detectedPerSecond()).isGreaterThan(.8 * 1000 / MILLIS_PER_FRAME);
    // One batch that it just missed, the gathering, and its own: two frames, one a camera.
    assertThat(run.mostLagMillis()).isLessThanOrEqualTo(2 * 2 * MILLIS_PER_FRAME + 20);
  }

  @Test
  void neverLosesNothingAndFallsBehind() throws Exception {
    OverloadRun run = run(ShedPolicy.NEVER, 2_000);

    assertThat(run.dropped(OverloadRun.FAST) + run.dropped(OverloadRun.SLOW)).isZero();
    assertThat(run.mostLagMillis()).isGreaterThan(30_000);
    assertThat(run.detected(OverloadRun.FAST)).isEqualTo(run.sent(OverloadRun.FAST));
    assertThat(run.detected(OverloadRun.SLOW)).isEqualTo(run.sent(OverloadRun.SLOW));
  }

  @Test
  void aClockAnHourAheadCostsNoMoreThanTheFirstSeconds() throws Exception {
    OverloadRun run =
        new OverloadRun(ShedPolicy.STALE, Duration.ofSeconds(2), BATCH, MILLIS_PER_FRAME, 2_000);
    run.clocks().setWallAhead(Duration.ofHours(1).toMillis());
    run.run(LENGTH);

    long lost = run.sent(OverloadRun.SLOW) - run.detected(OverloadRun.SLOW);
    assertThat(lost).isBetween(25L, 5L * 16);
  }

  @Test
  void aClockThatJumpsOnTheWayCostsNothing() throws Exception {
    OverloadRun run =
        new OverloadRun(ShedPolicy.STALE, Duration.ofSeconds(2), BATCH, MILLIS_PER_FRAME, 2_000);
    run.run(Duration.ofSeconds(10));
    run.clocks().setWallAhead(Duration.ofHours(1).toMillis());
    run.run(Duration.ofSeconds(10));
    run.clocks().setWallAhead(-Duration.ofHours(1).toMillis());
    run.run(Duration.ofSeconds(10));

    assertThat(run.detected(OverloadRun.SLOW)).isEqualTo(run.sent(OverloadRun.SLOW));
  }
}

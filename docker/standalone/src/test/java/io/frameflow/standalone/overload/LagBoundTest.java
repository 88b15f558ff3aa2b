package io.frameflow.standalone.overload;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.pipeline.job.JobKeys;
import io.frameflow.pipeline.job.JobOptions;
import io.frameflow.pipeline.waiting.ShedPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LagBoundTest {
  private static final Duration BATCH = Duration.ofMillis(200);

  private static JobOptions job(ShedPolicy policy) {
    return JobOptions.builder()
        .set(JobKeys.BOOTSTRAP_SERVERS, "127.0.0.1:1")
        .set(JobKeys.REGISTRY_URL, "http://127.0.0.1:2")
        .set(JobKeys.MODEL, "/models/none")
        .set(JobKeys.SHED, policy)
        .build();
  }

  @Test
  void staleIsTheAgeAndTwoBatches() {
    assertThat(LagBound.of(job(ShedPolicy.STALE), 6, BATCH)).contains(Duration.ofMillis(2670));
  }

  @Test
  void latestGrowsWithTheRoundsOverTheCameras() {
    assertThat(LagBound.of(job(ShedPolicy.LATEST), 8, BATCH)).contains(Duration.ofMillis(1340));
    assertThat(LagBound.of(job(ShedPolicy.LATEST), 9, BATCH)).contains(Duration.ofMillis(1740));
  }

  @Test
  void neverHasNone() {
    assertThat(LagBound.of(job(ShedPolicy.NEVER), 6, BATCH)).isEmpty();
  }
}

package io.frameflow.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.executiongraph.failover.RestartBackoffTimeStrategy;
import org.apache.flink.runtime.executiongraph.failover.RestartBackoffTimeStrategyFactoryLoader;
import org.junit.jupiter.api.Test;

class FlinkSettingsTest {

  @Test
  void aCheckpointThatFailsRestartsTheJobBeforeItsTransactionsAreTooOld() {
    Configuration flink = FlinkSettings.ofJob(TestJobs.options());

    assertThat(flink.get(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER)).isZero();
    assertThat(flink.get(CheckpointingOptions.CHECKPOINTING_TIMEOUT))
        .isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void aShortTransactionTimeoutLeavesCheckpointsHalfOfIt() {
    JobOptions options =
        TestJobs.builder()
            .set(JobKeys.CHECKPOINT_INTERVAL, Duration.ofSeconds(1))
            .set(JobKeys.TRANSACTION_TIMEOUT, Duration.ofSeconds(9))
            .build();

    assertThat(FlinkSettings.ofJob(options).get(CheckpointingOptions.CHECKPOINTING_TIMEOUT))
        .isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void betweenCheckpointsThatFollowEachOtherTheSourceIsRead() {
    JobOptions options =
        TestJobs.builder().set(JobKeys.CHECKPOINT_INTERVAL, Duration.ofMillis(500)).build();

    assertThat(FlinkSettings.ofJob(options).get(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS))
        .isEqualTo(Duration.ofMillis(250));
  }

  /** As the JobManager makes it of the settings, and asks it. */
  @Test
  void howeverOftenItFailedTheNextRestartIsPrompt() {
    RestartBackoffTimeStrategy restarts =
        RestartBackoffTimeStrategyFactoryLoader.createRestartBackoffTimeStrategyFactory(
                FlinkSettings.ofJob(TestJobs.options()), new Configuration(), true)
            .create();

    for (int failure = 0; failure < 1000; failure++) {
      restarts.notifyFailure(new IOException("the broker is not there"));
      assertThat(restarts.canRestart()).isTrue();
      assertThat(restarts.getBackoffTime()).isEqualTo(2_000);
    }
  }
}

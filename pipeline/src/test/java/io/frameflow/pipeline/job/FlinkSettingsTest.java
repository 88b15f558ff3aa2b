package io.frameflow.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
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
  void afterHalfAMinuteWithoutAFailureTheNextRestartIsPromptAgain() {
    Configuration flink = FlinkSettings.ofJob(TestJobs.options());

    assertThat(
            flink.get(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD))
        .isEqualTo(Duration.ofSeconds(30));
  }
}

package io.frameflow.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.pipeline.frames.PublishedFrames;
import io.frameflow.pipeline.frames.StartingOffsets;
import java.io.IOException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.PipelineOptionsInternal;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No broker is there: what is not refused before one is asked fails for the lack of it. */
class PublishedStartTest {
  private static final String NO_BROKER = "no Kafka broker answers at 127.0.0.1:1";
  private static final String JOB_ID = "00000000000000000000000000000001";

  @ParameterizedTest
  @ValueSource(strings = {"ZOOKEEPER", "kubernetes", "org.example.OurHaServicesFactory"})
  void anApplicationClusterWithHighAvailabilityIsRefusedBeforeAnythingIsAborted(String mode) {
    assertThatThrownBy(() -> PublishedStart.of(flink(mode, JOB_ID), published()))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "--starting-offsets published cannot be used in an application cluster with high"
                + " availability, which starts the job's main again; submit this start to a session"
                + " cluster, and its savepoint to this one");
  }

  @Test
  void theJobIsNotEvenBuiltThere() {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(flink("ZOOKEEPER", JOB_ID));

    assertThatThrownBy(() -> DetectionJob.start(env, published()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("an application cluster with high availability");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NONE", "none"})
  void anApplicationClusterWithoutItMayStartSo(String mode) {
    assertThatThrownBy(() -> PublishedStart.of(flink(mode, JOB_ID), published()))
        .hasMessageStartingWith(NO_BROKER);
  }

  @Test
  void aSessionClusterWithHighAvailabilityRunsTheMainOnce() {
    assertThatThrownBy(() -> PublishedStart.of(flink("ZOOKEEPER", null), published()))
        .hasMessageStartingWith(NO_BROKER);
  }

  @Test
  void otherStartsAreNoConcernOfIt() throws Exception {
    JobOptions restored =
        published().toBuilder().set(JobKeys.RESTORE_FROM, "file:/points/savepoint-1").build();

    for (JobOptions options : new JobOptions[] {TestJobs.options(), restored}) {
      PublishedFrames published = PublishedStart.of(flink("ZOOKEEPER", JOB_ID), options);
      assertThat(published.starts()).isEmpty();
      assertThat(published.skipped()).isZero();
    }
  }

  private static Configuration flink(String mode, String fixedJobId) {
    Configuration flink = new Configuration();
    flink.set(HighAvailabilityOptions.HA_MODE, mode);
    if (fixedJobId != null) {
      flink.set(PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID, fixedJobId);
    }
    return flink;
  }

  private static JobOptions published() {
    return TestJobs.builder().set(JobKeys.STARTING_OFFSETS, StartingOffsets.PUBLISHED).build();
  }
}

package io.frameflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.connectors.audit.Audit;
import io.frameflow.connectors.audit.AuditRange;
import io.frameflow.connectors.audit.AuditReport;
import io.frameflow.pipeline.frames.StartingOffsets;
import io.frameflow.pipeline.job.DetectionJob;
import io.frameflow.pipeline.job.JobKeys;
import io.frameflow.pipeline.job.JobOptions;
import io.frameflow.pipeline.job.Preflight;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A job that goes on from what the output topics hold, whatever is missing in them. */
class PublishedStartIT {

  private static final int FRAMES = 60;

  private static PipelineUnderTest pipeline;

  @BeforeAll
  static void start() throws Exception {
    pipeline = PipelineUnderTest.start();
  }

  @AfterAll
  static void stop() throws Exception {
    pipeline.close();
  }

  @Test
  @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no arrays of generic records.
  void exactlyTheFramesWithoutAResultAreMade() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (HandWritten topics = HandWritten.topics(pipeline.access(), "holes")) {
      List<ProducerRecord<byte[], byte[]>> frames = new ArrayList<>();
      List<ProducerRecord<byte[], byte[]>> results = new ArrayList<>();
      for (int i = 0; i < FRAMES; i++) {
        int partition = i % 2;
        frames.add(topics.frame(partition, "cam-" + partition, i / 2));
        if (random.nextInt(3) > 0) {
          results.add(topics.event(partition, "cam-" + partition, i / 2));
        }
      }
      topics.commit(frames.toArray(new ProducerRecord[0]));
      topics.commit(results.toArray(new ProducerRecord[0]));

      DetectionJob job = PipelineUnderTest.runCheaply(options("holes").build());
      AuditReport report = Audit.await(topics.access(), AuditRange.all(), Duration.ofSeconds(90));
      job.cancel();

      assertThat(report.frames()).isEqualTo(FRAMES);
      assertThat(report.missing()).as("seed %d: %s", seed, report.text()).isZero();
      assertThat(report.doubled()).as("seed %d: %s", seed, report.text()).isZero();
    }
  }

  @Test
  @SuppressWarnings("unchecked")
  void resultsOfFramesThatTheTopicNeverHadAreRefused() throws Exception {
    try (HandWritten topics = HandWritten.topics(pipeline.access(), "anew")) {
      topics.commit(topics.event(1, "cam", 17));
      JobOptions options = options("anew").build();

      assertThatThrownBy(() -> DetectionJob.start(DetectionJob.localEnvironment(options), options))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(
              "anew.frames.v1 partition 1 has no offset 17, but a result of it is published");
    }
  }

  @Test
  void aTimeoutAboveTheBrokersLimitIsRefusedBeforeTheStart() throws Exception {
    JobOptions options =
        pipeline
            .options(PipelineUnderTest.defaultModel())
            .set(JobKeys.TRANSACTION_TIMEOUT, Duration.ofMinutes(16))
            .build();

    assertThatThrownBy(() -> Preflight.check(options))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "--transaction-timeout 16 min is more than the brokers' transaction.max.timeout.ms of"
                + " 15 min; give a shorter one, or raise theirs");
  }

  private static JobOptions.Builder options(String prefix) throws Exception {
    return pipeline
        .options(Path.of("none"))
        .set(JobKeys.TOPIC_PREFIX, prefix)
        .set(JobKeys.PARALLELISM, 2)
        .set(JobKeys.STARTING_OFFSETS, StartingOffsets.PUBLISHED);
  }
}

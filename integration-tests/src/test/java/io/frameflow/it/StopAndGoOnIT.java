package io.frameflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.connectors.audit.Audit;
import io.frameflow.connectors.audit.AuditRange;
import io.frameflow.connectors.audit.AuditReport;
import io.frameflow.pipeline.frames.StartingOffsets;
import io.frameflow.pipeline.job.DetectionJob;
import io.frameflow.pipeline.job.JobKeys;
import io.frameflow.pipeline.job.JobOptions;
import io.frameflow.pipeline.job.JobTransactions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every way to stop a job and go on, each against the audit of all frames so far. */
class StopAndGoOnIT {

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
  void nothingIsLostOverSavepointsOtherParallelismsADrainAndACancel() throws Exception {
    String savepoints = pipeline.dir().resolve("savepoints").toUri().toString();
    try (CheapFrames frames = new CheapFrames(pipeline.access())) {
      frames.push(40);
      DetectionJob one = PipelineUnderTest.runCheaply(options().build());
      frames.push(40);
      String first = one.stopWithSavepoint(savepoints);

      frames.push(40);
      DetectionJob two =
          PipelineUnderTest.runCheaply(
              options().set(JobKeys.PARALLELISM, 2).set(JobKeys.RESTORE_FROM, first).build());
      frames.push(40);
      String second = two.stopWithSavepoint(savepoints);

      DetectionJob oneAgain =
          PipelineUnderTest.runCheaply(options().set(JobKeys.RESTORE_FROM, second).build());
      frames.push(40);
      oneAgain.client().stopWithSavepoint(true, savepoints, SavepointFormatType.CANONICAL).get();

      frames.push(40);
      leaveATransactionOpen();
      JobOptions published =
          options().set(JobKeys.STARTING_OFFSETS, StartingOffsets.PUBLISHED).build();
      DetectionJob fresh = PipelineUnderTest.runCheaply(published);
      assertThat(complete(240)).isEmpty();

      frames.push(40);
      fresh.cancel();
      leaveATransactionOpen();
      assertThat(JobTransactions.abort(published)).isEqualTo(1);
      DetectionJob last = PipelineUnderTest.runCheaply(published);
      assertThat(complete(280)).isEmpty();
      last.cancel();
    }
  }

  /** What is not as it must be. */
  private static String complete(long frames) throws Exception {
    AuditReport report = Audit.await(pipeline.access(), AuditRange.all(), Duration.ofSeconds(90));
    return report.complete() && report.frames() == frames ? "" : report.text();
  }

  /** As a job does that is killed between two checkpoints. */
  private static void leaveATransactionOpen() throws Exception {
    try (KafkaProducer<byte[], byte[]> killed =
        new KafkaProducer<>(
            pipeline
                .access()
                .clientConfig(
                    Map.of("transactional.id", "frameflow-detector-frameflow-detections-0-900")),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      killed.initTransactions();
      killed.beginTransaction();
      killed.send(new ProducerRecord<>("frameflow.detections.v1", new byte[] {0})).get();
      // Closing without an end leaves the transaction to the broker.
      killed.close(Duration.ZERO);
    }
  }

  private static JobOptions.Builder options() throws Exception {
    return pipeline.options(Path.of("none"));
  }
}

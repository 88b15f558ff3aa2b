package io.frameflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.frameflow.connectors.push.PushOptions;
import io.frameflow.connectors.push.PushSession;
import io.frameflow.connectors.simulation.SimulatedCamera;
import io.frameflow.pipeline.job.DetectionJob;
import io.frameflow.pipeline.job.JobKeys;
import io.frameflow.pipeline.job.JobOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A job that ended goes on where it was, on a Flink that knows nothing of the first one. */
class RestartIT {

  private static final int FRAMES = 40;

  private PipelineUnderTest pipeline;

  @BeforeEach
  void start() throws Exception {
    pipeline = PipelineUnderTest.start();
  }

  @AfterEach
  void stop() throws Exception {
    pipeline.close();
  }

  @Test
  void afterAStopWithSavepointNothingIsLostOrDoubled() throws Exception {
    DetectionJob first = PipelineUnderTest.run(options().build());
    try (PushSession push = push()) {
      Published.read(pipeline.access(), 1);
      String savepoint =
          first.stopWithSavepoint(pipeline.dir().resolve("savepoints").toUri().toString());
      finish(push);

      DetectionJob second =
          PipelineUnderTest.run(options().set(JobKeys.RESTORE_FROM, savepoint).build());
      assertThatEveryFrameHasOneEvent();
      second.cancel();
    }
  }

  @Test
  void afterACancelTheLastCheckpointIsTakenUp() throws Exception {
    DetectionJob first = PipelineUnderTest.run(options().build());
    try (PushSession push = push()) {
      Published.read(pipeline.access(), 1);
      first.cancel();
      finish(push);

      DetectionJob second =
          PipelineUnderTest.run(
              options().set(JobKeys.RESTORE_FROM, lastCheckpoint().toUri().toString()).build());
      assertThatEveryFrameHasOneEvent();
      second.cancel();
    }
  }

  private JobOptions.Builder options() throws IOException {
    return pipeline.options(PipelineUnderTest.defaultModel());
  }

  private PushSession push() throws IOException {
    return PushSession.start(
        pipeline.access(),
        List.of(new SimulatedCamera("cam", 7, 320, 240, 10, FRAMES)),
        PushOptions.defaults(line -> {}).withRate(20));
  }

  private static void finish(PushSession push) throws Exception {
    push.await(Duration.ofMinutes(1));
    assertThat(push.finish().frames()).isEqualTo(FRAMES);
  }

  private void assertThatEveryFrameHasOneEvent() throws IOException {
    Published published = Published.read(pipeline.access(), FRAMES);
    assertThat(published.deadLetters()).isEmpty();
    assertThat(published.events())
        .extracting(e -> e.getSource().getPartition() + ":" + e.getSource().getOffset())
        .hasSize(FRAMES)
        .doesNotHaveDuplicates();
    assertThat(published.events()).extracting(e -> e.getSequence()).isSorted();
  }

  /** The newest complete checkpoint; Flink may still be deleting older ones. */
  private Path lastCheckpoint() {
    return await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(this::newestMetadata, newest -> newest != null)
        .getParent();
  }

  private Path newestMetadata() throws IOException {
    try (Stream<Path> files = Files.walk(pipeline.dir().resolve("checkpoints"))) {
      return files
          .filter(f -> f.endsWith("_metadata"))
          .max(Comparator.comparing(f -> f.toFile().lastModified()))
          .orElse(null);
    }
  }
}

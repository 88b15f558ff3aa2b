package io.frameflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.connectors.audit.Audit;
import io.frameflow.connectors.audit.AuditRange;
import io.frameflow.connectors.audit.AuditReport;
import io.frameflow.pipeline.job.DetectionJob;
import io.frameflow.pipeline.job.JobKeys;
import io.frameflow.pipeline.job.JobOptions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The job of today restores what release 0.1 saved after 40 frames, 20 in each of two partitions. A
 * change that makes this fail costs everybody their place: do not make it without need.
 *
 * <p>{@code -Dframeflow.savepoint.write=FOLDER} makes such a savepoint with the code as it is, for
 * the release to come.
 */
class SavepointOfThisVersionIT {

  private static final Duration LIMIT = Duration.ofSeconds(90);

  @Test
  void aJobGoesOnFromIt() throws Exception {
    Path savepoint = Path.of(getClass().getResource("/savepoints/0.1").toURI());
    try (PipelineUnderTest pipeline = PipelineUnderTest.start();
        CheapFrames frames = new CheapFrames(pipeline.access())) {
      frames.push(40);
      DetectionJob job =
          PipelineUnderTest.runCheaply(
              options(pipeline).set(JobKeys.RESTORE_FROM, savepoint.toUri().toString()).build());
      frames.push(40);
      AuditReport report =
          Audit.await(pipeline.access(), new AuditRange(Map.of(0, 20L, 1, 20L), Map.of()), LIMIT);
      job.cancel();

      assertThat(report.complete()).as(report.text()).isTrue();
      assertThat(report.frames()).isEqualTo(40);
      assertThat(report.outside()).as("results of frames before the savepoint").isZero();
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "frameflow.savepoint.write", matches = ".+")
  void write() throws Exception {
    Path target = Path.of(System.getProperty("frameflow.savepoint.write"));
    try (PipelineUnderTest pipeline = PipelineUnderTest.start();
        CheapFrames frames = new CheapFrames(pipeline.access())) {
      DetectionJob job = PipelineUnderTest.runCheaply(options(pipeline).build());
      frames.push(40);
      assertThat(Audit.await(pipeline.access(), AuditRange.all(), LIMIT).complete()).isTrue();
      // A savepoint with a transaction in it could only be restored where that is known.
      OpenTransactions.awaitNone(pipeline.access(), LIMIT);
      String savepoint =
          job.stopWithSavepoint(pipeline.dir().resolve("savepoints").toUri().toString());
      Files.createDirectories(target);
      try (Stream<Path> files = Files.list(Path.of(URI.create(savepoint)))) {
        for (Path file : files.toList()) {
          Files.copy(file, target.resolve(file.getFileName()));
        }
      }
    }
  }

  private static JobOptions.Builder options(PipelineUnderTest pipeline) throws Exception {
    return pipeline.options(Path.of("none")).set(JobKeys.PARALLELISM, 2);
  }
}

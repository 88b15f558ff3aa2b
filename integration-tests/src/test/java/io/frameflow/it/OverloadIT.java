package io.frameflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.connectors.audit.Audit;
import io.frameflow.connectors.audit.AuditRange;
import io.frameflow.connectors.audit.AuditReport;
import io.frameflow.connectors.cameras.Camera;
import io.frameflow.connectors.cameras.CapturedFrame;
import io.frameflow.connectors.push.PushOptions;
import io.frameflow.connectors.push.PushSession;
import io.frameflow.pipeline.job.DetectionJob;
import io.frameflow.pipeline.job.JobKeys;
import io.frameflow.pipeline.job.JobOptions;
import io.frameflow.pipeline.waiting.ShedPolicy;
import io.frameflow.schemas.FrameDetections;
import io.frameflow.schemas.Outcome;
import io.frameflow.standalone.soak.LocalJob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Three times what the model can do, over a real broker and Flink: 40 frames/s, 120 are sent. */
class OverloadIT {
  private static final Duration MAX_AGE = Duration.ofSeconds(1);
  private static final int SECONDS = 5;
  private static final int FAST_PER_SECOND = 116;
  private static final int SLOW_PER_SECOND = 4;

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
  void staleDropsWhatIsTooOldAndTheSlowCameraLosesNothing() throws Exception {
    List<FrameDetections> events = overload("stale", ShedPolicy.STALE);

    assertThat(reasons(events)).containsAnyOf("stale", "checkpoint");
    assertThat(mostLag(events)).isLessThan(MAX_AGE.plus(batchAndNoise()));
    assertThatTheSlowCameraLostNothing(events);
  }

  @Test
  void latestDropsWhatIsSupersededAndTheSlowCameraLosesNothing() throws Exception {
    List<FrameDetections> events = overload("latest", ShedPolicy.LATEST);

    assertThat(reasons(events)).containsOnly("superseded");
    assertThat(mostLag(events)).isLessThan(batchAndNoise());
    assertThatTheSlowCameraLostNothing(events);
  }

  /** Eight frames, and a second for a machine that has other things to do. */
  private static Duration batchAndNoise() {
    return SlowModel.PER_FRAME.multipliedBy(8).plusSeconds(1);
  }

  private static List<FrameDetections> overload(String name, ShedPolicy policy) throws Exception {
    JobOptions options =
        pipeline
            .options(pipeline.dir())
            .set(JobKeys.JOB_NAME, name)
            .set(JobKeys.GROUP_ID, name)
            .set(JobKeys.SHED, policy)
            .set(JobKeys.MAX_AGE, MAX_AGE)
            .build();
    DetectionJob job = LocalJob.start(options, SlowModel::new);
    try (PushSession push =
        PushSession.start(
            pipeline.access(),
            List.of(
                new StillCamera(name + "-fast", FAST_PER_SECOND),
                new StillCamera(name + "-slow", SLOW_PER_SECOND)),
            PushOptions.defaults(line -> {}))) {
      push.await(Duration.ofMinutes(1));
      push.finish();
      AuditReport audit = Audit.await(pipeline.access(), AuditRange.all(), Duration.ofSeconds(30));
      assertThat(audit.complete()).as(audit.text()).isTrue();
      assertThat(audit.deadLetterFrames()).isZero();
    } finally {
      LocalJob.cancel(job);
    }
    return Published.read(pipeline.access(), (FAST_PER_SECOND + SLOW_PER_SECOND) * SECONDS)
        .events()
        .stream()
        .filter(event -> event.getCameraId().startsWith(name))
        .toList();
  }

  private static List<String> reasons(List<FrameDetections> events) {
    return events.stream()
        .filter(event -> event.getOutcome() == Outcome.DROPPED)
        .map(event -> event.getDropReason().split(":")[0])
        .distinct()
        .toList();
  }

  private static Duration mostLag(List<FrameDetections> events) {
    return events.stream()
        .filter(event -> event.getOutcome() == Outcome.DETECTED)
        .map(event -> Duration.between(event.getCapturedAt(), event.getDetectedAt()))
        .max(Duration::compareTo)
        .orElseThrow();
  }

  private static void assertThatTheSlowCameraLostNothing(List<FrameDetections> events) {
    assertThat(events)
        .filteredOn(event -> event.getCameraId().endsWith("-slow"))
        .hasSize(SLOW_PER_SECOND * SECONDS)
        .allSatisfy(event -> assertThat(event.getOutcome()).isEqualTo(Outcome.DETECTED));
  }

  /** Sends the same few bytes at a steady rate: {@link SlowModel} looks at none of them. */
  private static final class StillCamera implements Camera {
    private final String id;
    private final int rate;
    private int next;

    StillCamera(String id, int rate) {
      this.id = id;
      this.rate = rate;
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public Optional<CapturedFrame> next() {
      return next++ == rate * SECONDS
          ? Optional.empty()
          : Optional.of(CapturedFrame.unlabelled(new byte[] {1}, Instant.now(), 1, 1));
    }

    @Override
    public OptionalDouble framesPerSecond() {
      return OptionalDouble.of(rate);
    }

    @Override
    public void close() {}
  }
}

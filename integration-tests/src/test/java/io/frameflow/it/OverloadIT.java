package io.frameflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.connectors.audit.Audit;
import io.frameflow.connectors.audit.AuditRange;
import io.frameflow.connectors.audit.AuditReport;
import io.frameflow.connectors.cameras.Camera;
import io.frameflow.connectors.cameras.CapturedFrame;
import io.frameflow.connectors.push.PushOptions;
import io.frameflow.connectors.push.PushSession;
import io.frameflow.pipeline.frames.StartingOffsets;
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

/**
 * Three times what the model can do, over a real broker and Flink: 40 frames/s, 120 are sent.
 * Without shedding half of them would lag by more than five seconds.
 */
class OverloadIT {
  private static final Duration MAX_AGE = Duration.ofSeconds(2);
  private static final int SECONDS = 6;
  private static final int FAST_PER_SECOND = 116;
  private static final int SLOW_PER_SECOND = 4;

  /** Twice eight frames, and time for a machine that has other things to do. */
  private static final Duration BATCHES_AND_NOISE =
      SlowModel.PER_FRAME.multipliedBy(16).plusSeconds(2);

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
  void staleDropsWhatIsTooOldAndIsFairToTheSlowCamera() throws Exception {
    List<FrameDetections> events = overload("stale", ShedPolicy.STALE);

    assertThat(reasons(events)).isNotEmpty().isSubsetOf("stale", "checkpoint");
    assertThat(medianLag(events)).isLessThan(MAX_AGE.plus(BATCHES_AND_NOISE));
    assertThatTheSlowCameraIsNotSwamped(events);
  }

  @Test
  void latestDropsWhatIsSupersededAndIsFairToTheSlowCamera() throws Exception {
    List<FrameDetections> events = overload("latest", ShedPolicy.LATEST);

    assertThat(reasons(events)).containsOnly("superseded");
    assertThat(medianLag(events)).isLessThan(BATCHES_AND_NOISE);
    assertThatTheSlowCameraIsNotSwamped(events);
  }

  private static List<FrameDetections> overload(String name, ShedPolicy policy) throws Exception {
    JobOptions options =
        pipeline
            .options(pipeline.dir())
            .set(JobKeys.STARTING_OFFSETS, StartingOffsets.PUBLISHED)
            .set(JobKeys.SHED, policy)
            .set(JobKeys.MAX_AGE, MAX_AGE)
            .build();
    DetectionJob job = LocalJob.start(options, SlowModel::new);
    try {
      // The first frame waits for the consumer; the load is to meet a job that is awake.
      push(new StillCamera("first-" + name, 1, 1));
      push(
          new StillCamera(name + "-fast", FAST_PER_SECOND, FAST_PER_SECOND * SECONDS),
          new StillCamera(name + "-slow", SLOW_PER_SECOND, SLOW_PER_SECOND * SECONDS));
    } finally {
      LocalJob.cancel(job);
    }
    return Published.read(pipeline.access(), (FAST_PER_SECOND + SLOW_PER_SECOND) * SECONDS)
        .events()
        .stream()
        .filter(event -> event.getCameraId().startsWith(name))
        .toList();
  }

  private static void push(Camera... cameras) throws Exception {
    try (PushSession push =
        PushSession.start(pipeline.access(), List.of(cameras), PushOptions.defaults(line -> {}))) {
      push.await(Duration.ofMinutes(1));
      push.finish();
    }
    AuditReport audit = Audit.await(pipeline.access(), AuditRange.all(), Duration.ofSeconds(30));
    assertThat(audit.complete()).as(audit.text()).isTrue();
    assertThat(audit.deadLetterFrames()).isZero();
  }

  private static List<String> reasons(List<FrameDetections> events) {
    return events.stream()
        .filter(event -> event.getOutcome() == Outcome.DROPPED)
        .map(event -> event.getDropReason().split(":", -1)[0])
        .distinct()
        .toList();
  }

  private static Duration medianLag(List<FrameDetections> events) {
    List<Duration> lags =
        events.stream()
            .filter(event -> event.getOutcome() == Outcome.DETECTED)
            .map(event -> Duration.between(event.getCapturedAt(), event.getDetectedAt()))
            .sorted()
            .toList();
    return lags.get(lags.size() / 2);
  }

  /** On a machine that is slow itself it may lose some, but never in proportion to its frames. */
  private static void assertThatTheSlowCameraIsNotSwamped(List<FrameDetections> events) {
    assertThat(detectedPart(events, "-slow"))
        .as("what became of the slow camera's frames: %s", fates(events, "-slow"))
        .isGreaterThan(2 * detectedPart(events, "-fast"));
  }

  private static double detectedPart(List<FrameDetections> events, String camera) {
    return events.stream()
        .filter(event -> event.getCameraId().endsWith(camera))
        .mapToInt(event -> event.getOutcome() == Outcome.DETECTED ? 1 : 0)
        .average()
        .orElseThrow();
  }

  private static List<String> fates(List<FrameDetections> events, String camera) {
    return events.stream()
        .filter(event -> event.getCameraId().endsWith(camera))
        .map(event -> event.getDropReason() == null ? "detected" : event.getDropReason())
        .toList();
  }

  /** Sends the same few bytes at a steady rate: {@link SlowModel} looks at none of them. */
  private static final class StillCamera implements Camera {
    private final String id;
    private final int rate;
    private int left;

    StillCamera(String id, int rate, int frames) {
      this.id = id;
      this.rate = rate;
      left = frames;
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public Optional<CapturedFrame> next() {
      return left-- == 0
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

package io.frameflow.standalone.overload;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.connectors.audit.AuditReport;
import io.frameflow.pipeline.job.JobKeys;
import io.frameflow.pipeline.job.JobOptions;
import io.frameflow.pipeline.waiting.ShedPolicy;
import io.frameflow.standalone.overload.BookedFrame.Fate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int FRAMES = 300;

  @Test
  void aThirdDetectedInTimeIsAsPromised() {
    assertThat(failures(3, 100)).isEmpty();
  }

  @Test
  void aJobThatGivesEverythingUpDoesNotDoItsWork() {
    assertThat(failures(FRAMES + 1, 100)).containsExactly("detected under load");
  }

  @Test
  void aFrameThatIsDetectedLateBreaksThePromise() {
    assertThat(failures(3, 9_000)).containsExactly("lag of detected frames p50/p99/max");
  }

  /** One frame in so many is detected, and lags; the others are dropped. 30 frames a second. */
  private static List<String> failures(int oneIn, int lagMillis) {
    List<BookedFrame> booked = new ArrayList<>();
    Map<Long, Instant> times = new HashMap<>();
    for (long i = 1; i <= FRAMES; i++) {
      Instant recorded = START.plusMillis(i * 1000 / 30);
      times.put(i, recorded);
      Fate fate = i % oneIn == 0 ? Fate.DETECTED : Fate.DROPPED;
      booked.add(new BookedFrame("cam", 0, i, fate, recorded, recorded.plusMillis(lagMillis)));
    }
    LoadFigures load =
        new LoadFigures(
            10, 30, 30, 1, START.plusSeconds(10), Optional.empty(), Duration.ofMillis(100), booked);
    JobOptions job =
        JobOptions.builder()
            .set(JobKeys.BOOTSTRAP_SERVERS, "localhost:9092")
            .set(JobKeys.REGISTRY_URL, "http://localhost:8081")
            .set(JobKeys.MODEL, "none")
            .set(JobKeys.SHED, ShedPolicy.STALE)
            .set(JobKeys.MAX_AGE, Duration.ofSeconds(2))
            .build();
    return new Verdict(job, load, new RecordTimes(Map.of(0, times)))
        .report(audit(booked)).checks().stream()
            .filter(check -> !check.holds())
            .map(Check::what)
            .toList();
  }

  private static AuditReport audit(List<BookedFrame> booked) {
    long detected = booked.stream().filter(BookedFrame::detected).count();
    return new AuditReport(
        "frames",
        Map.of(0, new AuditReport.Stretch(1, FRAMES + 1)),
        FRAMES,
        detected,
        Map.of("stale", FRAMES - detected),
        0,
        Map.of(),
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        List.of(),
        new AuditReport.Latency(0, 0, 0),
        Map.of(),
        List.of());
  }
}

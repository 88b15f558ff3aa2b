package io.frameflow.standalone.chaos;

import io.frameflow.standalone.cluster.FlinkRest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The wall clocks of all of Flink's processes jump, and stay wrong until they jump again. */
record ProcessClockFault(FakeClock clock, Duration offset, FlinkRest rest) implements Fault {

  /** Processes look at the file once a second. */
  private static final Duration SEEN_WITHIN = Duration.ofSeconds(10);

  /** Between an answer and its comparison; the smallest jump is of 30 s. */
  private static final Duration TOLERANCE = Duration.ofSeconds(5);

  private static final Duration PAUSE = Duration.ofMillis(100);

  @Override
  public FaultKind kind() {
    return FaultKind.PROCESS_CLOCK_JUMP;
  }

  @Override
  public String describe() {
    return "the clocks of Flink's processes are wrong by " + Spans.text(offset);
  }

  @Override
  public Duration length() {
    return Duration.ZERO;
  }

  @Override
  public void inject() throws IOException {
    clock.set(offset);
  }

  @Override
  public Optional<String> effect() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + SEEN_WITHIN.toNanos();
    while (System.nanoTime() < deadline) {
      for (String job : rest.livingJobs()) {
        Duration seen = Duration.between(Instant.now(), rest.job(job).now());
        if (seen.minus(offset).abs().compareTo(TOLERANCE) < 0) {
          return Optional.of("the JobManager's clock shows it");
        }
      }
      Thread.sleep(PAUSE.toMillis());
    }
    return Optional.empty();
  }

  @Override
  public void heal() {
    // The clocks stay wrong: the job must not care.
  }
}

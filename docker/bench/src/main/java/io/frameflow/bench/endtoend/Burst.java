package io.frameflow.bench.endtoend;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** As many frames as Kafka takes, all at once. */
final class Burst {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final RunningJob job;
  private final Emissions emissions;

  Burst(RunningJob job, Emissions emissions) {
    this.job = job;
    this.emissions = emissions;
  }

  /**
   * Sends a burst, which is in Kafka long before the job has looked at a quarter of it.
   *
   * @return nanoseconds of one frame in the steady state
   */
  long run(int frames) throws IOException, InterruptedException {
    for (int i = 0; i < frames; i++) {
      job.push(Instant.now());
    }
    job.flush();
    return SteadyRate.nanosPerFrame(emissions.take(frames, PATIENCE), job.batch());
  }
}

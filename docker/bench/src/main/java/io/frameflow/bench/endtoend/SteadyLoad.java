package io.frameflow.bench.endtoend;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** Cameras that send as many frames a second as they are told, whether the job keeps up or not. */
final class SteadyLoad {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final RunningJob job;
  private final Arrivals arrivals;

  SteadyLoad(RunningJob job, Arrivals arrivals) {
    this.job = job;
    this.arrivals = arrivals;
  }

  /**
   * Sends frames for a while and waits for the last.
   *
   * <p>A frame's age counts from when it was due: if this thread comes late, the frame is older,
   * and not the load smaller.
   *
   * @return how old each frame was when its detections could be read, in nanoseconds
   */
  long[] run(double framesPerSecond, Duration length) throws IOException, InterruptedException {
    Schedule schedule = Schedule.of(Instant.now(), framesPerSecond);
    int frames = (int) Math.max(1, Math.round(framesPerSecond * length.toNanos() / 1e9));
    for (int i = 0; i < frames; i++) {
      Instant due = schedule.due(i);
      await(due);
      job.push(due);
    }
    job.flush();
    return arrivals.take(frames, PATIENCE);
  }

  private static void await(Instant due) throws InterruptedException {
    for (Duration left = Duration.between(Instant.now(), due);
        left.compareTo(Duration.ZERO) > 0;
        left = Duration.between(Instant.now(), due)) {
      LockSupport.parkNanos(left.toNanos());
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted between two frames");
      }
    }
  }
}

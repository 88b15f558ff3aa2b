package io.frameflow.standalone.overload;

import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.connectors.push.PushOptions;
import io.frameflow.connectors.push.PushSession;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Measures what a running job can do: bursts of frames, and the time between their outcomes. */
final class Capacity {
  private static final int FIRST_BURST = 60;
  private static final double SECONDS = 10;
  private static final int MOST = 20_000;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private Capacity() {}

  /** Frames per second. */
  static double measure(KafkaAccess access, CameraMix mix)
      throws IOException, InterruptedException {
    double about = burst(access, mix, FIRST_BURST);
    return burst(access, mix, (int) Math.min(MOST, Math.max(FIRST_BURST, about * SECONDS)));
  }

  private static double burst(KafkaAccess access, CameraMix mix, int frames)
      throws IOException, InterruptedException {
    try (Outcomes outcomes = Outcomes.fromNowOn(access)) {
      try (PushSession push =
          PushSession.start(
              access, List.of(mix.burst(frames)), PushOptions.defaults(line -> {}).withRate(0))) {
        push.await(PATIENCE);
        push.finish();
      }
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (outcomes.count() < frames) {
        outcomes.since(outcomes.count()); // tells if the reader has failed
        if (System.nanoTime() > deadline) {
          throw new IOException(
              "only %d of %d frames came out of the job within %d s"
                  .formatted(outcomes.count(), frames, PATIENCE.toSeconds()));
        }
        Thread.sleep(50);
      }
      return rate(outcomes.since(0));
    }
  }

  /** Without the first quarter, in which the job wakes up. */
  private static double rate(List<BookedFrame> frames) {
    List<Instant> times = frames.stream().map(BookedFrame::at).sorted().toList();
    int first = times.size() / 4;
    Duration time = Duration.between(times.get(first), times.get(times.size() - 1));
    return (times.size() - 1 - first) / Math.max(1e-3, time.toNanos() / 1e9);
  }
}

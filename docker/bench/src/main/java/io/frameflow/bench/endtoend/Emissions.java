package io.frameflow.bench.endtoend;

import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.connectors.reading.Start;
import io.frameflow.connectors.reading.TopicFollower;
import io.frameflow.connectors.reading.TopicReader;
import io.frameflow.schemas.FrameDetections;
import io.frameflow.schemas.Outcome;
import io.frameflow.schemas.topics.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.IsolationLevel;

/** When frames came out of the job, of committed records alone. */
final class Emissions implements AutoCloseable {

  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  private final List<Instant> times = new ArrayList<>();
  private final AtomicInteger lost = new AtomicInteger();
  private final TopicFollower follower;

  private Emissions(TopicReader reader) {
    follower = TopicFollower.start(reader, "bench-emissions", (topic, value) -> book(value));
  }

  /** Books what comes from now on. */
  static Emissions fromNowOn(KafkaAccess access) throws IOException {
    return new Emissions(
        TopicReader.open(
            access,
            List.of(Topics.DETECTIONS, Topics.DEAD_LETTERS),
            IsolationLevel.READ_COMMITTED,
            Start.NOW));
  }

  private void book(SpecificRecord value) {
    if (value instanceof FrameDetections event && event.getOutcome() == Outcome.DETECTED) {
      synchronized (times) {
        times.add(event.getDetectedAt());
      }
    } else {
      lost.incrementAndGet();
    }
  }

  /**
   * Waits for a burst.
   *
   * @param frames that must come out
   * @return their times in nanoseconds since 1970
   * @throws IOException if one of them was not looked at, or they do not come
   */
  long[] take(int frames, Duration patience) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      follower.check("the detections cannot be read");
      synchronized (times) {
        if (times.size() >= frames) {
          long[] nanos =
              times.stream()
                  .mapToLong(time -> ChronoUnit.NANOS.between(Instant.EPOCH, time))
                  .toArray();
          times.clear();
          return nanos;
        }
      }
      if (lost.get() > 0 || System.nanoTime() > deadline) {
        throw new IOException(
            "only some of %d frames came out of the job as detections within %d s (%d were refused)"
                .formatted(frames, patience.toSeconds(), lost.get()));
      }
      Thread.sleep(LOOK_EVERY.toMillis());
    }
  }

  @Override
  public void close() {
    follower.close();
  }
}

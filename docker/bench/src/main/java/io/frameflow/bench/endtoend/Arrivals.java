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
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.IsolationLevel;

/**
 * How old each frame was when its detections reached a reader of Kafka: all of the way counts, from
 * the moment at which the camera had the frame, with both producers' waiting and both fetches.
 */
final class Arrivals implements AutoCloseable {

  private static final long LOOK_EVERY_MILLIS = 200;

  private final List<Long> ages = new ArrayList<>();
  private final TopicFollower follower;
  private int refused;

  private Arrivals(TopicReader reader) {
    follower = TopicFollower.start(reader, "bench-arrivals", (topic, value) -> book(value));
  }

  /** Books what comes from now on, as soon as it is written. */
  static Arrivals fromNowOn(KafkaAccess access) throws IOException {
    return new Arrivals(
        TopicReader.open(
            access,
            List.of(Topics.DETECTIONS, Topics.DEAD_LETTERS),
            IsolationLevel.READ_UNCOMMITTED,
            Start.NOW));
  }

  private synchronized void book(SpecificRecord value) {
    if (value instanceof FrameDetections event && event.getOutcome() == Outcome.DETECTED) {
      ages.add(ChronoUnit.NANOS.between(event.getCapturedAt(), Instant.now()));
    } else {
      refused++;
    }
    notifyAll();
  }

  /**
   * Waits for frames, and forgets them.
   *
   * @return their ages in nanoseconds
   * @throws IOException if one of them was not looked at, or they do not come
   */
  synchronized long[] take(int frames, Duration patience) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (ages.size() < frames) {
      follower.check("the detections cannot be read");
      if (refused > 0 || System.nanoTime() > deadline) {
        throw new IOException(
            "only %d of %d frames came out of the job as detections within %d s (%d were refused)"
                .formatted(ages.size(), frames, patience.toSeconds(), refused));
      }
      // A reader that fails wakes nobody.
      wait(LOOK_EVERY_MILLIS);
    }
    long[] taken = ages.stream().mapToLong(age -> age).toArray();
    ages.clear();
    return taken;
  }

  @Override
  public void close() {
    follower.close();
  }
}

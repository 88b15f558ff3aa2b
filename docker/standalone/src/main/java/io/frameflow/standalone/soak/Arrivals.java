package io.frameflow.standalone.soak;

import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.connectors.reading.Start;
import io.frameflow.connectors.reading.TopicReader;
import io.frameflow.schemas.DeadLetter;
import io.frameflow.schemas.FrameDetections;
import io.frameflow.schemas.topics.Topic;
import io.frameflow.schemas.topics.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.IsolationLevel;

/** Counts the frames that came out of the pipeline, committed, each of them once. */
final class Arrivals implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final TopicReader reader;
  private final Map<Integer, BitSet> seen = new HashMap<>();
  private long count;

  private Arrivals(TopicReader reader) {
    this.reader = reader;
  }

  /** Starts at the beginning of the topics. */
  static Arrivals open(KafkaAccess access) throws IOException {
    return new Arrivals(
        TopicReader.open(
            access,
            List.of(Topics.DETECTIONS, Topics.DEAD_LETTERS),
            IsolationLevel.READ_COMMITTED,
            Start.BEGINNING));
  }

  /**
   * Waits a moment for more.
   *
   * @throws IOException if a frame came out twice or became a dead letter
   */
  void poll() throws IOException {
    String[] complaint = new String[1];
    reader.poll(
        POLL,
        new TopicReader.Visitor() {
          @Override
          public void visit(Topic<?> topic, SpecificRecord value) {
            if (value instanceof FrameDetections event) {
              if (!firstTime(event.getSource().getPartition(), event.getSource().getOffset())) {
                complaint[0] = "frame %s came out twice".formatted(event.getSource());
              }
            } else if (value instanceof DeadLetter letter) {
              complaint[0] = "a frame became a dead letter: " + letter.getMessage();
            }
          }

          @Override
          public void malformed(String line) {
            complaint[0] = line;
          }
        });
    if (complaint[0] != null) {
      throw new IOException(complaint[0]);
    }
  }

  /**
   * Waits until so many frames have come out in all.
   *
   * @throws IOException if they do not within the limit
   */
  void await(long frames, Duration limit) throws IOException {
    long end = System.nanoTime() + limit.toNanos();
    while (count < frames) {
      if (System.nanoTime() > end) {
        throw new IOException(
            "%d of %d frames came out within %d s".formatted(count, frames, limit.toSeconds()));
      }
      poll();
    }
  }

  private boolean firstTime(int partition, long offset) {
    BitSet offsets = seen.computeIfAbsent(partition, p -> new BitSet());
    int bit = Math.toIntExact(offset);
    if (offsets.get(bit)) {
      return false;
    }
    offsets.set(bit);
    count++;
    return true;
  }

  /** Different frames that have come out so far. */
  long count() {
    return count;
  }

  @Override
  public void close() {
    reader.close();
  }
}

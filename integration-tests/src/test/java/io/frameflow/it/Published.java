package io.frameflow.it;

import static org.assertj.core.api.Assertions.fail;

import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.connectors.reading.Start;
import io.frameflow.connectors.reading.TopicReader;
import io.frameflow.schemas.DeadLetter;
import io.frameflow.schemas.FrameDetections;
import io.frameflow.schemas.FrameLabels;
import io.frameflow.schemas.topics.Topic;
import io.frameflow.schemas.topics.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.IsolationLevel;

/** Everything that a reader of committed records sees on the topics behind the job. */
public final class Published {

  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final Duration QUIET = Duration.ofSeconds(2);

  private final List<FrameDetections> events = new ArrayList<>();
  private final List<DeadLetter> deadLetters = new ArrayList<>();
  private final List<FrameLabels> labels = new ArrayList<>();

  private Published() {}

  /**
   * Reads from the beginning until events and dead letters together are {@code count}, then for two
   * quiet seconds more, so that a record too many is seen as well.
   */
  public static Published read(KafkaAccess access, int count) throws IOException {
    Published published = new Published();
    try (TopicReader reader =
        TopicReader.open(
            access,
            List.of(Topics.DETECTIONS, Topics.DEAD_LETTERS, Topics.LABELS),
            IsolationLevel.READ_COMMITTED,
            Start.BEGINNING)) {
      long deadline = System.nanoTime() + LIMIT.toNanos();
      while (published.records() < count && System.nanoTime() < deadline) {
        reader.poll(Duration.ofMillis(200), published.new Collecting());
      }
      long quiet = System.nanoTime() + QUIET.toNanos();
      while (System.nanoTime() < quiet) {
        reader.poll(Duration.ofMillis(200), published.new Collecting());
      }
    }
    return published;
  }

  public List<FrameDetections> events() {
    return events;
  }

  public List<DeadLetter> deadLetters() {
    return deadLetters;
  }

  public List<FrameLabels> labels() {
    return labels;
  }

  private int records() {
    return events.size() + deadLetters.size();
  }

  private final class Collecting implements TopicReader.Visitor {
    @Override
    public void visit(Topic<?> topic, SpecificRecord value) {
      if (value instanceof FrameDetections event) {
        events.add(event);
      } else if (value instanceof DeadLetter letter) {
        deadLetters.add(letter);
      } else if (value instanceof FrameLabels truth) {
        labels.add(truth);
      }
    }

    @Override
    public void malformed(String line) {
      fail(line);
    }
  }
}

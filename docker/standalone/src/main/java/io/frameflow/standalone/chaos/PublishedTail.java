package io.frameflow.standalone.chaos;

import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.connectors.reading.Start;
import io.frameflow.connectors.reading.TopicReader;
import io.frameflow.schemas.DeadLetter;
import io.frameflow.schemas.FrameDetections;
import io.frameflow.schemas.topics.Topic;
import io.frameflow.schemas.topics.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.IsolationLevel;

/** Follows what the job publishes, as a reader of committed records, through every outage. */
final class PublishedTail implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaAccess access;
  private final TopicReader first;
  private final Map<Integer, Long> newest = new ConcurrentHashMap<>();
  private final Thread thread = new Thread(this::run, "chaos-tail");
  private volatile boolean ending;

  private PublishedTail(KafkaAccess access, TopicReader first) {
    this.access = access;
    this.first = first;
  }

  /**
   * Begins with what is published from now on.
   *
   * @throws IOException when the broker does not answer
   */
  static PublishedTail start(KafkaAccess access) throws IOException {
    PublishedTail tail = new PublishedTail(access, open(access, Start.NOW));
    tail.thread.setDaemon(true);
    tail.thread.start();
    return tail;
  }

  private static TopicReader open(KafkaAccess access, Start start) throws IOException {
    return TopicReader.open(
        access,
        List.of(Topics.DETECTIONS, Topics.DEAD_LETTERS),
        IsolationLevel.READ_COMMITTED,
        start);
  }

  /** Offset of the newest frame of a partition that has a committed result; -1 without one. */
  long newest(int partition) {
    return newest.getOrDefault(partition, -1L);
  }

  private void run() {
    TopicReader reader = first;
    while (!ending) {
      try {
        if (reader == null) {
          // What was missed in between is read again from the beginning: the newest counts.
          reader = open(access, Start.BEGINNING);
        }
        reader.poll(POLL, new Noting());
      } catch (IOException e) {
        // The broker or the registry is away, which is what this is all about.
        if (reader != null) {
          reader.close();
        }
        reader = null;
      }
    }
    if (reader != null) {
      reader.close();
    }
  }

  private final class Noting implements TopicReader.Visitor {
    @Override
    public void visit(Topic<?> topic, SpecificRecord value) {
      if (value instanceof FrameDetections event) {
        note(event.getSource().getPartition(), event.getSource().getOffset());
      } else if (value instanceof DeadLetter letter) {
        note(letter.getPartition(), letter.getOffset());
      }
    }

    private void note(int partition, long offset) {
      newest.merge(partition, offset, Math::max);
    }

    @Override
    public void malformed(String line) {
      // The audit at the end says so, with all that belongs to it.
    }
  }

  @Override
  public void close() {
    ending = true;
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

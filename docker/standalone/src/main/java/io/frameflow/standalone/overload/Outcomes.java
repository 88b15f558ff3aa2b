package io.frameflow.standalone.overload;

import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.connectors.reading.Start;
import io.frameflow.connectors.reading.TopicReader;
import io.frameflow.schemas.DeadLetter;
import io.frameflow.schemas.FrameDetections;
import io.frameflow.schemas.Outcome;
import io.frameflow.schemas.topics.Topic;
import io.frameflow.schemas.topics.Topics;
import io.frameflow.standalone.overload.BookedFrame.Fate;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.IsolationLevel;

/**
 * Reads what becomes of the frames from now on, committed records alone, on a thread of its own.
 */
final class Outcomes implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final TopicReader reader;
  private final List<BookedFrame> booked = new ArrayList<>();
  private final AtomicReference<IOException> failure = new AtomicReference<>();
  private final Thread thread = new Thread(this::readAll, "outcomes");
  private volatile boolean running = true;

  private Outcomes(TopicReader reader) {
    this.reader = reader;
  }

  static Outcomes fromNowOn(KafkaAccess access) throws IOException {
    Outcomes outcomes =
        new Outcomes(
            TopicReader.open(
                access,
                List.of(Topics.DETECTIONS, Topics.DEAD_LETTERS),
                IsolationLevel.READ_COMMITTED,
                Start.NOW));
    outcomes.thread.start();
    return outcomes;
  }

  /** Frames so far, from the {@code first} on. */
  List<BookedFrame> since(int first) throws IOException {
    IOException e = failure.get();
    if (e != null) {
      throw new IOException("the outcomes cannot be read: " + e.getMessage(), e);
    }
    synchronized (booked) {
      return List.copyOf(booked.subList(first, booked.size()));
    }
  }

  int count() {
    synchronized (booked) {
      return booked.size();
    }
  }

  @Override
  public void close() {
    running = false;
    reader.wakeUp();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    reader.close();
  }

  private void readAll() {
    try {
      while (running) {
        reader.poll(POLL, new Booking());
      }
    } catch (IOException e) {
      failure.set(e);
    }
  }

  private static BookedFrame booked(FrameDetections event) {
    return new BookedFrame(
        event.getCameraId(),
        event.getSource().getPartition(),
        event.getSource().getOffset(),
        event.getOutcome() == Outcome.DROPPED ? Fate.DROPPED : Fate.DETECTED,
        event.getCapturedAt(),
        event.getDetectedAt());
  }

  private static BookedFrame booked(DeadLetter letter) {
    return new BookedFrame(
        letter.getCameraId(),
        letter.getPartition(),
        letter.getOffset(),
        Fate.DEAD_LETTER,
        letter.getRecordedAt(),
        letter.getFailedAt());
  }

  private final class Booking implements TopicReader.Visitor {
    @Override
    public void visit(Topic<?> topic, SpecificRecord value) {
      BookedFrame frame =
          value instanceof FrameDetections event ? booked(event) : booked((DeadLetter) value);
      synchronized (booked) {
        booked.add(frame);
      }
    }

    @Override
    public void malformed(String line) {
      failure.compareAndSet(null, new IOException(line));
    }
  }
}

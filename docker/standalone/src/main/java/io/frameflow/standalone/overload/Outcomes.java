package io.frameflow.standalone.overload;

import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.connectors.reading.Start;
import io.frameflow.connectors.reading.TopicFollower;
import io.frameflow.connectors.reading.TopicReader;
import io.frameflow.schemas.DeadLetter;
import io.frameflow.schemas.FrameDetections;
import io.frameflow.schemas.Outcome;
import io.frameflow.schemas.topics.Topics;
import io.frameflow.standalone.overload.BookedFrame.Fate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.IsolationLevel;

/**
 * Reads what becomes of the frames from now on, committed records alone, on a thread of its own.
 */
public final class Outcomes implements AutoCloseable {
  private final List<BookedFrame> booked = new ArrayList<>();
  private final TopicFollower follower;

  private Outcomes(TopicReader reader) {
    follower = TopicFollower.start(reader, "outcomes", (topic, value) -> book(value));
  }

  /** Books what comes from now on. */
  public static Outcomes fromNowOn(KafkaAccess access) throws IOException {
    return new Outcomes(
        TopicReader.open(
            access,
            List.of(Topics.DETECTIONS, Topics.DEAD_LETTERS),
            IsolationLevel.READ_COMMITTED,
            Start.NOW));
  }

  /** Frames so far, from the {@code first} on. */
  public List<BookedFrame> since(int first) throws IOException {
    follower.check("the outcomes cannot be read");
    synchronized (booked) {
      return List.copyOf(booked.subList(first, booked.size()));
    }
  }

  /** Frames so far. */
  public int count() {
    synchronized (booked) {
      return booked.size();
    }
  }

  @Override
  public void close() {
    follower.close();
  }

  private void book(SpecificRecord value) {
    BookedFrame frame =
        value instanceof FrameDetections event ? booked(event) : booked((DeadLetter) value);
    synchronized (booked) {
      booked.add(frame);
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
}

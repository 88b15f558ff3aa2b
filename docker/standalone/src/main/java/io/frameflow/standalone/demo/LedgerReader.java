package io.frameflow.standalone.demo;

import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.connectors.reading.Start;
import io.frameflow.connectors.reading.TopicFollower;
import io.frameflow.connectors.reading.TopicReader;
import io.frameflow.schemas.DeadLetter;
import io.frameflow.schemas.FrameDetections;
import io.frameflow.schemas.FrameLabels;
import io.frameflow.schemas.topics.Topics;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.IsolationLevel;

/** Reads everything that the pipeline published, committed records alone, into a ledger. */
final class LedgerReader implements AutoCloseable {

  private final Ledger ledger;
  private final TopicFollower follower;

  private LedgerReader(Ledger ledger, TopicReader reader) {
    this.ledger = ledger;
    follower = TopicFollower.start(reader, "ledger-reader", (topic, value) -> book(value));
  }

  /** Starts to read from the beginning of the topics, which must exist. */
  static LedgerReader start(Ledger ledger, KafkaAccess access) throws IOException {
    TopicReader reader =
        TopicReader.open(
            access,
            List.of(Topics.DETECTIONS, Topics.DEAD_LETTERS, Topics.LABELS),
            IsolationLevel.READ_COMMITTED,
            Start.BEGINNING);
    return new LedgerReader(ledger, reader);
  }

  /** Throws what ended the reader early, if anything did. */
  void check() throws IOException {
    follower.check("the demo cannot count its frames");
  }

  @Override
  public void close() {
    follower.close();
  }

  private void book(SpecificRecord value) {
    if (value instanceof FrameDetections event) {
      ledger.add(event, Instant.now());
    } else if (value instanceof DeadLetter letter) {
      ledger.add(letter);
    } else if (value instanceof FrameLabels truth) {
      ledger.add(truth);
    }
  }
}

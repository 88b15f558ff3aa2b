package io.frameflow.standalone.demo;

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
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.IsolationLevel;

/** Reads everything that the pipeline published, committed records alone, into a ledger. */
final class LedgerReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  private final Ledger ledger;
  private final TopicReader reader;
  private final AtomicReference<IOException> failure = new AtomicReference<>();
  private final Thread thread = new Thread(this::readAll, "ledger-reader");
  private volatile boolean running = true;

  private LedgerReader(Ledger ledger, TopicReader reader) {
    this.ledger = ledger;
    this.reader = reader;
  }

  /** Starts to read from the beginning of the topics, which must exist. */
  static LedgerReader start(Ledger ledger, KafkaAccess access) throws IOException {
    TopicReader reader =
        TopicReader.open(
            access,
            List.of(Topics.DETECTIONS, Topics.DEAD_LETTERS, Topics.LABELS),
            IsolationLevel.READ_COMMITTED,
            Start.BEGINNING);
    LedgerReader ledgerReader = new LedgerReader(ledger, reader);
    ledgerReader.thread.start();
    return ledgerReader;
  }

  /** Throws what ended the reader early, if anything did. */
  void check() throws IOException {
    IOException e = failure.get();
    if (e != null) {
      throw new IOException("the demo cannot count its frames: " + e.getMessage(), e);
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

  private final class Booking implements TopicReader.Visitor {
    @Override
    public void visit(Topic<?> topic, SpecificRecord value) {
      if (value instanceof FrameDetections event) {
        ledger.add(event, Instant.now());
      } else if (value instanceof DeadLetter letter) {
        ledger.add(letter);
      } else if (value instanceof FrameLabels truth) {
        ledger.add(truth);
      }
    }

    @Override
    public void malformed(String line) {
      failure.compareAndSet(null, new IOException(line));
    }
  }
}

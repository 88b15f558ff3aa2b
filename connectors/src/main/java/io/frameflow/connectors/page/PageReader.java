package io.frameflow.connectors.page;

import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.connectors.reading.Start;
import io.frameflow.connectors.reading.TopicReader;
import io.frameflow.schemas.DeadLetter;
import io.frameflow.schemas.Frame;
import io.frameflow.schemas.FrameDetections;
import io.frameflow.schemas.topics.Topic;
import io.frameflow.schemas.topics.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds the page from Kafka on a thread of its own, and goes on after an outage.
 *
 * <p>It reads uncommitted records: committed ones come in bursts, one a checkpoint, which would
 * make the picture jump. An event that a restart writes again is recognised by its sequence.
 */
final class PageReader implements AutoCloseable, TopicReader.Visitor {

  private static final Logger LOG = LoggerFactory.getLogger(PageReader.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long RETRY_SECONDS = 2;

  private final KafkaAccess access;
  private final PageState state;
  private final Thread thread = new Thread(this::run, "live-page-reader");
  private TopicReader reader;
  private volatile boolean closed;

  private PageReader(KafkaAccess access, PageState state, TopicReader reader) {
    this.access = access;
    this.state = state;
    this.reader = reader;
  }

  /**
   * Opens the topics at their ends and starts to read.
   *
   * @throws IOException with one line, when the broker or a topic is not there
   */
  static PageReader start(KafkaAccess access, PageState state) throws IOException {
    PageReader started = new PageReader(access, state, open(access));
    started.thread.setDaemon(true);
    started.thread.start();
    return started;
  }

  private static TopicReader open(KafkaAccess access) throws IOException {
    return TopicReader.open(
        access,
        List.of(Topics.FRAMES, Topics.DETECTIONS, Topics.DEAD_LETTERS),
        IsolationLevel.READ_UNCOMMITTED,
        Start.NOW);
  }

  private void run() {
    try {
      while (!closed) {
        try {
          if (reader == null) {
            reader = open(access);
            state.problem(null);
          }
          reader.poll(POLL, this);
        } catch (IOException e) {
          closeReader();
          state.problem(e.getMessage());
          TimeUnit.SECONDS.sleep(RETRY_SECONDS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      state.problem("reading has ended: " + e);
      LOG.error("The live page's reader has ended", e);
    } finally {
      closeReader();
    }
  }

  private void closeReader() {
    if (reader != null) {
      // The consumer's close is cut short on an interrupted thread, which is what is wanted here.
      try {
        reader.close();
      } catch (InterruptException e) {
        Thread.currentThread().interrupt();
      }
      reader = null;
    }
  }

  @Override
  public void visit(Topic<?> topic, SpecificRecord value) {
    if (value instanceof Frame frame) {
      state.frame(frame);
    } else if (value instanceof FrameDetections event) {
      state.detections(event);
    } else if (value instanceof DeadLetter letter) {
      state.deadLetter(letter);
    }
  }

  /** The pipeline answers a malformed frame with a dead letter, and that is counted. */
  @Override
  public void malformed(String line) {
    LOG.debug(line);
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join(TimeUnit.SECONDS.toMillis(2));
      if (thread.isAlive()) {
        thread.interrupt();
        thread.join(TimeUnit.SECONDS.toMillis(2));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package io.frameflow.connectors.reading;

import io.frameflow.schemas.topics.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;

/**
 * Shows everything that comes to some topics, on a thread of its own, until it is closed. A record
 * that is not in its topic's format, or a broker that refuses, is what {@link #check} throws.
 */
public final class TopicFollower implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  /** Takes what was read, on the follower's thread. */
  @FunctionalInterface
  public interface Taker {
    void take(Topic<?> topic, SpecificRecord value);
  }

  private final TopicReader reader;
  private final Taker taker;
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private final Thread thread;
  private volatile boolean running = true;

  private TopicFollower(TopicReader reader, String name, Taker taker) {
    this.reader = reader;
    this.taker = taker;
    thread = new Thread(this::readAll, name);
  }

  /**
   * Begins to read.
   *
   * @param reader closed with this
   * @param name of the thread
   */
  public static TopicFollower start(TopicReader reader, String name, Taker taker) {
    TopicFollower follower = new TopicFollower(reader, name, taker);
    follower.thread.start();
    return follower;
  }

  /**
   * Throws the first thing that went wrong, if anything did.
   *
   * @param what cannot go on then, such as "the outcomes cannot be read"
   */
  public void check(String what) throws IOException {
    Exception e = failure.get();
    if (e != null) {
      throw new IOException(what + ": " + e.getMessage(), e);
    }
  }

  private void readAll() {
    try {
      while (running) {
        reader.poll(POLL, new Showing());
      }
    } catch (IOException | RuntimeException e) {
      failure.compareAndSet(null, e);
    }
  }

  private final class Showing implements TopicReader.Visitor {
    @Override
    public void visit(Topic<?> topic, SpecificRecord value) {
      taker.take(topic, value);
    }

    @Override
    public void malformed(String line) {
      failure.compareAndSet(null, new IOException(line));
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
}

package io.frameflow.pipeline.source;

import io.frameflow.pipeline.frames.FrameParser;
import io.frameflow.pipeline.frames.SourceFrame;
import io.frameflow.pipeline.frames.SourceRecord;
import io.frameflow.schemas.serdes.RegistryUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parses records whose schema only the registry knows, beside the task's thread, which has
 * checkpoints and other partitions to care for. Asks again until the registry answers, however long
 * that takes.
 */
final class RegistryLookups implements AutoCloseable {
  /** A registry that works answers in a few milliseconds; the task's thread waits that long. */
  static final Duration SOON = Duration.ofMillis(250);

  private static final Logger LOG = LoggerFactory.getLogger(RegistryLookups.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final FrameParser parser;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(RegistryLookups::daemon);
  private volatile boolean failing;

  RegistryLookups(FrameParser parser) {
    this.parser = parser;
  }

  /** The record's frame, once the registry could be asked. */
  CompletableFuture<SourceFrame> parse(SourceRecord record) {
    CompletableFuture<SourceFrame> frame = new CompletableFuture<>();
    thread.execute(() -> attempt(record, FIRST_PAUSE, frame));
    return frame;
  }

  /** The frame if it comes soon; does not wait for a registry that failed the last time. */
  Optional<SourceFrame> soon(CompletableFuture<SourceFrame> frame)
      throws InterruptedException, ExecutionException {
    if (failing && !frame.isDone()) {
      return Optional.empty();
    }
    try {
      return Optional.of(frame.get(SOON.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // An attempt tells its own failure.
  private void attempt(SourceRecord record, Duration pause, CompletableFuture<SourceFrame> frame) {
    try {
      SourceFrame parsed = parser.parse(record);
      failing = false;
      frame.complete(parsed);
    } catch (RegistryUnavailableException e) {
      failing = true;
      LOG.warn(
          "{}-{}@{} waits for the schema registry, and its partition with it: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          e.getMessage());
      Duration doubled = pause.multipliedBy(2);
      Duration next = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
      thread.schedule(() -> attempt(record, next, frame), pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RuntimeException | Error e) {
      frame.completeExceptionally(e);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "frameflow-registry-lookups");
    thread.setDaemon(true);
    return thread;
  }

  /** Ends the attempts; what still waits is read again from the last checkpoint. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}

package io.frameflow.pipeline.operator;

import io.frameflow.pipeline.batching.RunningBatch;
import io.frameflow.pipeline.waiting.Clocks;
import io.frameflow.pipeline.waiting.Drop;
import io.frameflow.pipeline.waiting.PendingFrame;
import io.frameflow.pipeline.waiting.Resolved;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * What is on its way to the output, in order: batches in the hands of other threads, and records
 * that must not overtake the frames before them. Used by the task's thread alone, which is also the
 * only one that emits.
 */
final class UnderWay implements Resolved {
  /** One in the network, one that is prepared meanwhile. More would only wait. */
  static final int MOST_BATCHES = 2;

  /** Each is an event without a picture, or a dead letter. */
  private static final int MOST_RECORDS = 1024;

  private final BatchDetector detector;
  private final StageThreads threads;
  private final FrameRecords records;
  private final Runnable batchDone;
  private final Clocks clocks;
  private final Deque<Entry> entries = new ArrayDeque<>();
  private int batches;
  private long pixels;
  private long networkFreeNanos;

  private sealed interface Entry {
    /** Of its oldest frame. */
    long number();
  }

  private record Batch(
      Future<BatchResults> results, int frames, long number, long pixels, boolean behindAnother)
      implements Entry {}

  private record Held(Runnable emission, long number) implements Entry {}

  /**
   * @param batchDone called by any thread when a batch can be published
   */
  UnderWay(
      BatchDetector detector,
      StageThreads threads,
      FrameRecords records,
      Runnable batchDone,
      Clocks clocks) {
    this.detector = detector;
    this.threads = threads;
    this.records = records;
    this.batchDone = batchDone;
    this.clocks = clocks;
  }

  /** Batches that are not published yet. */
  int batches() {
    return batches;
  }

  /** The oldest batch; there is at least one. */
  RunningBatch running() {
    Batch oldest =
        entries.stream()
            .filter(Batch.class::isInstance)
            .map(Batch.class::cast)
            .findFirst()
            .orElseThrow();
    return new RunningBatch(
        oldest.frames(), clocks.nanos() - networkFreeNanos, oldest.behindAnother());
  }

  /** Frames that are under way behind the oldest batch, of which there is one. */
  int framesBehind() {
    return entries.stream()
        .filter(Batch.class::isInstance)
        .skip(1)
        .mapToInt(entry -> ((Batch) entry).frames())
        .sum();
  }

  boolean hasRoom() {
    return batches < MOST_BATCHES;
  }

  /**
   * Starts with a batch, in parts where its pictures are large. Waits only until large pictures of
   * an earlier batch are out of memory.
   */
  void start(List<PendingFrame> batch) throws InterruptedException {
    for (List<PendingFrame> part : DecodingMemory.split(batch)) {
      long own = DecodingMemory.pixels(part);
      while (pixels > 0 && pixels + own > DecodingMemory.MOST_PIXELS_AT_ONCE) {
        awaitBatch();
      }
      long number = part.stream().mapToLong(PendingFrame::number).min().orElseThrow();
      PreparedBatch prepared = detector.prepare(part);
      entries.add(
          new Batch(
              threads.inTurn(() -> detector.look(prepared), batchDone),
              part.size(),
              number,
              own,
              batches > 0));
      if (batches++ == 0) {
        networkFreeNanos = clocks.nanos();
      }
      pixels += own;
    }
  }

  @Override
  public void dropped(PendingFrame frame, Drop why) {
    hold(records.dropped(frame, why), frame.number());
  }

  @Override
  public void refused(PendingFrame frame) {
    hold(records.refused(frame), frame.number());
  }

  private void hold(Runnable emission, long number) {
    if (entries.isEmpty()) {
      emission.run();
    } else {
      entries.add(new Held(emission, number));
    }
  }

  /** True if so many records wait behind a batch that no more should be made. */
  boolean crowded() {
    return entries.size() - batches >= MOST_RECORDS;
  }

  /** Publishes what can be published without waiting. */
  void publishDone() throws InterruptedException {
    while (entries.peek() instanceof Held
        || (entries.peek() instanceof Batch batch && batch.results().isDone())) {
      publishFirst();
    }
  }

  /** Publishes the oldest batch, for which it waits, and what was held behind it. */
  void awaitBatch() throws InterruptedException {
    int before = batches;
    while (batches == before && !entries.isEmpty()) {
      publishFirst();
    }
    publishDone();
  }

  private void publishFirst() throws InterruptedException {
    Entry first = entries.element();
    if (first instanceof Held held) {
      entries.remove();
      held.emission().run();
    } else if (first instanceof Batch batch) {
      BatchResults results = result(batch.results());
      entries.remove();
      batches--;
      pixels -= batch.pixels();
      networkFreeNanos = clocks.nanos();
      records.publish(results);
    }
  }

  private static BatchResults result(Future<BatchResults> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof Error error) {
        throw error;
      }
      throw cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    }
  }

  /** Number of the frame that came first of all; {@link Long#MAX_VALUE} if there is none. */
  long oldestNumber() {
    return entries.stream().mapToLong(Entry::number).min().orElse(Long.MAX_VALUE);
  }

  /** Forgets everything. */
  void clear() {
    entries.clear();
    batches = 0;
    pixels = 0;
  }
}

package io.frameflow.pipeline.batching;

import java.time.Duration;

/**
 * Decides whether the frames that wait are a batch. Does nothing itself and knows no clock: it is
 * told the time.
 *
 * <p>Nobody waits for frames that may never come: once the source has none at hand, a batch of
 * whatever is there starts. While it runs, others queue up, so that batches grow with the load by
 * themselves. What is at hand is taken as long as the oldest frame still has its result within the
 * latency target, counted from its arrival and with the batch's own time as {@link BatchTime}
 * expects it.
 */
public final class BatchPlan {
  private final int mostFrames;
  private final long targetNanos;
  private final BatchTime time;

  /**
   * @param mostFrames in a batch, at least 1
   * @param target from a frame's arrival to its result
   */
  public BatchPlan(int mostFrames, Duration target, BatchTime time) {
    this.mostFrames = mostFrames;
    this.targetNanos = target.toNanos();
    this.time = time;
  }

  /**
   * True if the batch is to start although more frames may be at hand: it is full, or with one more
   * the oldest would miss the target.
   *
   * @param waiting frames, at least 1
   * @param waitedNanos since the oldest of them arrived
   */
  public boolean enough(int waiting, long waitedNanos) {
    return waiting >= mostFrames || waitedNanos + time.nanos(waiting + 1) > targetNanos;
  }

  /** True if a result so long after its frame's arrival is late. */
  public boolean late(long nanos) {
    return nanos > targetNanos;
  }
}

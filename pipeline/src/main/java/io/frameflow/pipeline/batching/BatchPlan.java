package io.frameflow.pipeline.batching;

import java.time.Duration;

/**
 * Decides when the frames that wait are a batch. Does nothing itself and knows no clock: it is told
 * the time.
 *
 * <p>Nobody waits for frames that may never come: where nothing is under way and the source has
 * none at hand, a batch of whatever is there starts. While one is in the network others queue up,
 * so that batches grow with the load by themselves; the next one starts just early enough to be
 * prepared when the network is free. No batch waits for so many frames that the oldest would miss
 * the latency target, counted from its arrival and with the batch's own time as expected from those
 * before; under more load than the model can take, the target is missed and counted.
 */
public final class BatchPlan {
  private final int mostFrames;
  private final long targetNanos;
  private final BatchTime preparing = new BatchTime();
  private final BatchTime looking = new BatchTime();

  /**
   * @param mostFrames in a batch, at least 1
   * @param target from a frame's arrival to its result
   */
  public BatchPlan(int mostFrames, Duration target) {
    this.mostFrames = mostFrames;
    this.targetNanos = target.toNanos();
  }

  /**
   * A batch is done.
   *
   * @param frames at least 1
   * @param preparingNanos until its last frame was decoded and had its proposals
   * @param lookingNanos in the network
   */
  public void ran(int frames, long preparingNanos, long lookingNanos) {
    preparing.ran(frames, preparingNanos);
    looking.ran(frames, lookingNanos);
  }

  /**
   * True if the batch is to start although more frames may come: it is full, or with one more the
   * oldest would miss the target.
   *
   * @param waiting frames, at least 1
   * @param waitedNanos since the oldest of them arrived
   */
  public boolean enough(int waiting, long waitedNanos) {
    return waiting >= mostFrames || targetLeft(waiting, waitedNanos) < 0;
  }

  /** How much longer a batch may wait for one more frame, for the sake of the target. */
  private long targetLeft(int waiting, long waitedNanos) {
    return targetNanos - waitedNanos - preparing.nanos(waiting + 1) - looking.nanos(waiting + 1);
  }

  /**
   * How long the next batch may gather while another is under way, in nanoseconds; 0 if it is to
   * start.
   *
   * @param waiting frames, at least 1
   * @param waitedNanos since the oldest of them arrived
   */
  public long gathersFor(int waiting, long waitedNanos, RunningBatch other) {
    return enough(waiting, waitedNanos)
        ? 0
        : Math.min(targetLeft(waiting, waitedNanos), choiceLeft(waiting, other));
  }

  /**
   * How long until the next batch must be chosen to be prepared when the network is free, in
   * nanoseconds; 0 for now. It is all that counts where the choice is better the later it is made.
   *
   * @param waiting frames, at least 1
   */
  public long choiceLeft(int waiting, RunningBatch other) {
    return Math.max(0, left(other) - preparing.nanos(Math.min(waiting, mostFrames)));
  }

  /**
   * How long until one more batch would be done, in nanoseconds, behind those that are under way.
   *
   * @param waiting frames, at least 1
   * @param behind frames that are under way behind the other batch
   */
  public long doneIn(int waiting, RunningBatch other, int behind) {
    return Math.max(0, left(other)) + looking.nanos(behind + Math.min(waiting, mostFrames));
  }

  /** Negative for a batch that takes longer than expected. */
  private long left(RunningBatch batch) {
    return looking.nanos(batch.frames())
        + (batch.prepared() ? 0 : preparing.nanos(batch.frames()))
        - batch.nanos();
  }

  /** True if a result so long after its frame's arrival is late. */
  public boolean late(long nanos) {
    return nanos > targetNanos;
  }
}

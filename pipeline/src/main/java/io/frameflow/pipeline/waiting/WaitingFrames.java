package io.frameflow.pipeline.waiting;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Frames between the source and the model, in memory alone. Used by one thread. */
public interface WaitingFrames {

  void add(PendingFrame frame);

  /** True if no more may be added before {@link #nextBatch} was called. */
  boolean full();

  boolean isEmpty();

  /** How many wait. */
  int size();

  /** Removes and returns the frames that are next, in order per camera; may be none. */
  List<PendingFrame> nextBatch();

  /** How long it may take until all that wait are resolved for a checkpoint; empty is no limit. */
  Optional<Duration> checkpointBudget();

  /** Gives up all that wait, as they were not reached within the budget. */
  void giveUp();

  /** Number of the frame that came first of all that wait; {@link Long#MAX_VALUE} if none does. */
  long oldestNumber();

  /**
   * When the one that came first arrived, see {@link PendingFrame#sinceNanos}; at least one waits.
   */
  long oldestSinceNanos();

  /** Age of the oldest frame that waits; 0 if none does. */
  long oldestAgeMillis();

  /** Forgets all that wait. */
  void clear();
}

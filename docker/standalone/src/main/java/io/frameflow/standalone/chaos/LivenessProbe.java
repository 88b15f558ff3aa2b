package io.frameflow.standalone.chaos;

import java.time.Duration;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * Tells when a process that once answered no longer does, for so long that it will not by itself:
 * the liveness probe of an orchestrator. A process that has just been started has all the time that
 * it needs.
 */
final class LivenessProbe {

  private final IntSupplier starts;
  private final Answers answers;
  private final Duration patience;
  private final LongSupplier nanoTime;
  private int start;
  private boolean answered;
  private boolean silent;
  private long silentSince;

  /** Whether the process answers just now. */
  @FunctionalInterface
  interface Answers {
    boolean now() throws InterruptedException;
  }

  /**
   * @param starts how often the process was started
   * @param nanoTime a clock that never jumps
   */
  LivenessProbe(IntSupplier starts, Answers answers, Duration patience, LongSupplier nanoTime) {
    this.starts = starts;
    this.answers = answers;
    this.patience = patience;
    this.nanoTime = nanoTime;
  }

  /** Asks once; true when its patience is over. */
  boolean fails() throws InterruptedException {
    if (starts.getAsInt() != start) {
      start = starts.getAsInt();
      answered = false;
      silent = false;
    }
    if (answers.now()) {
      answered = true;
      silent = false;
      return false;
    }
    if (!silent) {
      // Time in which nobody asked is no silence.
      silent = true;
      silentSince = nanoTime.getAsLong();
    }
    return answered && nanoTime.getAsLong() - silentSince > patience.toNanos();
  }
}

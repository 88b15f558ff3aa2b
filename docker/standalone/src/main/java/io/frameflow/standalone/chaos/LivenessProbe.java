package io.frameflow.standalone.chaos;

import io.frameflow.standalone.cluster.ManagedProcess;
import java.time.Duration;

/**
 * Tells when a process that once answered no longer does, for so long that it will not by itself:
 * the liveness probe of an orchestrator. A process that has just been started has all the time that
 * it needs.
 */
final class LivenessProbe {

  private final ManagedProcess process;
  private final Duration patience;
  private int start;
  private boolean answered;
  private long lastAnswer;

  LivenessProbe(ManagedProcess process, Duration patience) {
    this.process = process;
    this.patience = patience;
  }

  /** Asks once. */
  boolean fails() throws InterruptedException {
    if (process.starts() != start) {
      start = process.starts();
      answered = false;
    }
    if (process.isReady()) {
      answered = true;
      lastAnswer = System.nanoTime();
    }
    return answered && System.nanoTime() - lastAnswer > patience.toNanos();
  }
}

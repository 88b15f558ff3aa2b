package io.frameflow.detector;

/**
 * The tasks of one job that are at work. They write into memory of the caller, which must not take
 * it back before the last of them has stopped, not even if the job was given up.
 */
final class Crew {

  private int working;
  private boolean dismissed;

  /** Whether a task may begin; if so, it must {@link #leave} in the end. */
  synchronized boolean join() {
    working += dismissed ? 0 : 1;
    return !dismissed;
  }

  synchronized void leave() {
    working--;
    notifyAll();
  }

  /** Lets no more tasks begin and waits until none is at work, interrupted or not. */
  synchronized void dismiss() {
    dismissed = true;
    boolean interrupted = false;
    while (working > 0) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

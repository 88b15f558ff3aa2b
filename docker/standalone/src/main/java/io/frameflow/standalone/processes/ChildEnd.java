package io.frameflow.standalone.processes;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits for children that end soon, also in a thread that was told to stop. */
public final class ChildEnd {

  private ChildEnd() {}

  /**
   * Waits for a child that was killed or told to end. An interrupt does not end the wait, or
   * whoever cleans up after an interrupt would leave the child behind; the thread stays
   * interrupted.
   *
   * @return false if it still lives after the limit
   */
  public static boolean await(Process child, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return child.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

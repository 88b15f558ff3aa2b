package io.frameflow.standalone.soak;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** Waits until the threads of something that ended are gone: most of them take their time. */
final class Settling {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration CALM = Duration.ofSeconds(2);
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private int fewest = Integer.MAX_VALUE;

  /**
   * Returns when there are as few threads as there were after any call before, or when their number
   * has not fallen for two seconds, or after ten.
   */
  void await() throws InterruptedException {
    // Some threads end only when the object that they work for has been collected.
    System.gc();
    long end = System.nanoTime() + LIMIT.toNanos();
    long calmSince = System.nanoTime();
    int lowest = threads();
    while (lowest > fewest || fewest == Integer.MAX_VALUE) {
      long now = System.nanoTime();
      if (now > end || now - calmSince > CALM.toNanos()) {
        break;
      }
      Thread.sleep(LOOK_EVERY.toMillis());
      int threads = threads();
      if (threads < lowest) {
        lowest = threads;
        calmSince = System.nanoTime();
      }
    }
    fewest = Math.min(fewest, lowest);
  }

  private static int threads() {
    return ManagementFactory.getThreadMXBean().getThreadCount();
  }
}

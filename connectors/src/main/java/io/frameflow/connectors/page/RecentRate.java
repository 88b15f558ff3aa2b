package io.frameflow.connectors.page;

import java.time.Duration;
import java.util.ArrayDeque;

/** How often something happened during the last seconds. Not for several threads. */
final class RecentRate {

  private static final long WINDOW_NANOS = Duration.ofSeconds(5).toNanos();
  private static final int MOST = 20_000;

  private final ArrayDeque<Long> times = new ArrayDeque<>();

  void happened(long nanoTime) {
    times.addLast(nanoTime);
    if (times.size() > MOST) {
      times.removeFirst();
    }
  }

  /** Times per second; over less than the window as long as that is all there is. */
  double perSecond(long nanoTime) {
    while (!times.isEmpty() && nanoTime - times.peekFirst() > WINDOW_NANOS) {
      times.removeFirst();
    }
    if (times.size() < 2) {
      return 0;
    }
    // n marks bound n - 1 intervals; a source that stops fades out instead of keeping its rate.
    long span = Math.max(times.peekLast() - times.peekFirst(), nanoTime - times.peekLast());
    return span <= 0 ? 0 : (times.size() - 1) * 1e9 / Math.max(span, 1_000_000);
  }
}

package io.frameflow.connectors.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The newest latencies and their percentiles. Not for several threads. */
final class LatencyWindow {

  private static final int KEPT = 256;
  private static final int DRAWN = 60;

  private final long[] millis = new long[KEPT];
  private long count;

  void add(long latencyMillis) {
    millis[(int) (count++ % KEPT)] = Math.max(0, latencyMillis);
  }

  long newest() {
    return count == 0 ? 0 : millis[(int) ((count - 1) % KEPT)];
  }

  /** The smallest kept latency that at least this fraction of them does not exceed; 0 of none. */
  long percentile(double fraction) {
    int size = (int) Math.min(count, KEPT);
    if (size == 0) {
      return 0;
    }
    long[] sorted = Arrays.copyOf(millis, size);
    Arrays.sort(sorted);
    return sorted[Math.max(0, (int) Math.ceil(fraction * size) - 1)];
  }

  /** The last few, oldest first. */
  List<Long> drawn() {
    List<Long> recent = new ArrayList<>();
    for (long at = Math.max(0, count - DRAWN); at < count; at++) {
      recent.add(millis[(int) (at % KEPT)]);
    }
    return recent;
  }
}

package io.frameflow.connectors.push;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A steady rate. Small delays are caught up, so that the average holds; after a long stall the rate
 * starts anew instead of sending a burst.
 */
final class Pace {

  private static final long FORGIVEN_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final LongSupplier nanoClock;
  private final double nanosPerFrame;
  private long start;
  private long frames;

  /**
   * @param framesPerSecond 0 is no limit
   */
  Pace(double framesPerSecond, LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.nanosPerFrame = framesPerSecond == 0 ? 0 : 1e9 / framesPerSecond;
    this.start = nanoClock.getAsLong();
  }

  /** Nanoseconds until the next frame is due; 0 or less when it is due now. */
  long nanosUntilDue() {
    if (nanosPerFrame == 0) {
      return 0;
    }
    return start + (long) (frames * nanosPerFrame) - nanoClock.getAsLong();
  }

  /** Counts one frame as sent. */
  void sent() {
    frames++;
    if (nanosPerFrame > 0 && nanosUntilDue() < -FORGIVEN_NANOS) {
      start = nanoClock.getAsLong();
      frames = 0;
    }
  }
}

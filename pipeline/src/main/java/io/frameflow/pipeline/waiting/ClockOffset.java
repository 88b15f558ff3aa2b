package io.frameflow.pipeline.waiting;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far this machine's clock is ahead of that of the broker that stamps one partition, as far as
 * the frames tell. Two observations correct what is believed at first.
 *
 * <ul>
 *   <li>A frame cannot come before it is recorded: the least difference of arrival and record is
 *       the most that the clocks can differ.
 *   <li>If all frames seem too old on arrival over a whole window, and no fresher than in the
 *       window before, then this is no backlog, for a backlog of frames that are all given up
 *       shrinks as fast as they can be read. Then the clocks differ by what the freshest one shows.
 * </ul>
 */
final class ClockOffset {
  private static final Logger LOG = LoggerFactory.getLogger(ClockOffset.class);

  static final Duration WINDOW = Duration.ofSeconds(5);

  /** A backlog that is dropped gets younger at least half as fast as time goes by. */
  private static final long LEAST_PROGRESS_MILLIS = WINDOW.toMillis() / 2;

  private static final long NONE = Long.MAX_VALUE;

  private final int partition;
  private final long believableMillis;
  private long millis;
  private long windowEndNanos;
  private boolean windowOpen;
  private long windowLeast = NONE;
  private long lastWindowLeast = NONE;

  ClockOffset(int partition, Duration believable, long millis) {
    this.partition = partition;
    this.believableMillis = believable.toMillis();
    this.millis = millis;
  }

  /** Milliseconds that this machine is ahead; negative if it is behind. */
  long millis() {
    return millis;
  }

  /** This machine's clock was set forward by {@code jump}, or back if that is negative. */
  void moved(long jump) {
    millis += jump;
    windowOpen = false;
    windowLeast = NONE;
    lastWindowLeast = NONE;
  }

  /**
   * A frame came.
   *
   * @param apart arrival by this machine's clock less record by the broker's, milliseconds
   * @param nanos a clock that does not jump
   */
  void arrived(long apart, long nanos) {
    if (!windowOpen) {
      windowOpen = true;
      windowEndNanos = nanos + WINDOW.toNanos();
    } else if (nanos - windowEndNanos >= 0) {
      endWindow();
      windowEndNanos = nanos + WINDOW.toNanos();
    }
    windowLeast = Math.min(windowLeast, apart);
    millis = Math.min(millis, apart);
  }

  private void endWindow() {
    boolean allSeemTooOld = windowLeast - millis > believableMillis;
    boolean noFresher =
        lastWindowLeast != NONE && windowLeast > lastWindowLeast - LEAST_PROGRESS_MILLIS;
    if (allSeemTooOld && noFresher) {
      LOG.warn(
          "Every frame of partition {} seems {} ms old on arrival: taken as this machine's clock"
              + " being ahead of the broker's; set both by NTP",
          partition,
          windowLeast);
      millis = windowLeast;
    }
    lastWindowLeast = windowLeast;
    windowLeast = NONE;
  }
}

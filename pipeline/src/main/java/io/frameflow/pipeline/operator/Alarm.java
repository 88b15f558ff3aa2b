package io.frameflow.pipeline.operator;

import java.util.concurrent.ScheduledFuture;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;

/** A timer that may be set again and again; it goes off once, at the earliest of the times. */
final class Alarm {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final ProcessingTimeService time;
  private final Gathering.Ready action;
  private ScheduledFuture<?> timer;
  private long due;
  private long current;

  Alarm(ProcessingTimeService time, Gathering.Ready action) {
    this.time = time;
    this.action = action;
  }

  /** Goes off after so many nanoseconds, rounded up to milliseconds, or before if it is set so. */
  void set(long nanos) {
    long at = time.getCurrentProcessingTime() + (nanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI;
    if (timer == null || at < due) {
      stop();
      due = at;
      long mine = current;
      timer = time.registerTimer(at, fired -> goOff(mine));
    }
  }

  /** A timer cannot be taken back once it is on its way to the task. */
  private void goOff(long mine) throws Exception {
    if (mine == current) {
      stop();
      action.run();
    }
  }

  /** Does not go off any more. */
  void stop() {
    current++;
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }
}

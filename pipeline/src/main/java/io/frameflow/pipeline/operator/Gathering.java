package io.frameflow.pipeline.operator;

import io.frameflow.pipeline.waiting.ShedPolicy;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;

/**
 * Decides when enough frames are there for a batch that is not full: when no more came for a step,
 * at the latest after so many steps. Counted in steps, not by a clock, which may jump.
 *
 * <p>Neither a timer nor a mail can be taken back once it is on its way to the task, so each knows
 * which gathering it belongs to, and does nothing after the end of that.
 */
final class Gathering {
  /** In this time several frames come if there are any; asking the broker takes about one. */
  private static final Duration STEP = Duration.ofMillis(3);

  private final ProcessingTimeService time;
  private final MailboxExecutor mailbox;
  private final Ready ready;
  private final long stepMillis;
  private final long mostSteps;
  private ScheduledFuture<?> timer;
  private long current;
  private boolean runs;
  private long steps;
  private boolean frameCame;

  /** Called when the frames that are there are to be detected. */
  interface Ready {
    void run() throws Exception;
  }

  private Gathering(
      ProcessingTimeService time,
      MailboxExecutor mailbox,
      Ready ready,
      long stepMillis,
      long mostSteps) {
    this.time = time;
    this.mailbox = mailbox;
    this.ready = ready;
    this.stepMillis = stepMillis;
    this.mostSteps = mostSteps;
  }

  /**
   * Without shedding a batch that is not full waits for the whole delay. With it, the frames that
   * count are there already, in Kafka, and are to be seen before the choice is made.
   */
  static Gathering of(
      BatchSettings settings, ProcessingTimeService time, MailboxExecutor mailbox, Ready ready) {
    long delay = settings.delay().toMillis();
    if (settings.shed() == ShedPolicy.NEVER) {
      return new Gathering(time, mailbox, ready, delay, 1);
    }
    long step = Math.min(STEP.toMillis(), delay);
    return new Gathering(time, mailbox, ready, step, (delay + step - 1) / step);
  }

  void frameCame() {
    frameCame = true;
  }

  /** Begins to gather, unless it runs already. */
  void start() {
    if (!runs) {
      runs = true;
      steps = 0;
      step();
    }
  }

  /** Ends it without a batch. */
  void stop() {
    runs = false;
    current++;
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  private void step() {
    frameCame = false;
    long mine = current;
    timer =
        time.registerTimer(
            time.getCurrentProcessingTime() + stepMillis,
            due -> {
              if (mine == current) {
                afterStep();
              }
            });
  }

  private void afterStep() throws Exception {
    timer = null;
    if (++steps >= mostSteps) {
      end();
    } else {
      letTheSourceTry();
    }
  }

  /**
   * The time of a step may have passed without this thread, on a busy machine. A mail, however, is
   * read only after the source was asked for a frame.
   */
  private void letTheSourceTry() {
    long mine = current;
    mailbox.execute(
        () -> {
          if (mine == current) {
            afterTheSource();
          }
        },
        "gather frames");
  }

  private void afterTheSource() throws Exception {
    if (frameCame) {
      step();
    } else {
      end();
    }
  }

  private void end() throws Exception {
    stop();
    ready.run();
  }
}

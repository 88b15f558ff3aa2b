package io.frameflow.pipeline.operator;

import io.frameflow.pipeline.waiting.ShedPolicy;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;

/**
 * Takes in what the source has before a batch that is not full starts. Counted in turns of the
 * source and in steps, not by a clock, which may jump.
 *
 * <p>Neither a timer nor a mail can be taken back once it is on its way to the task, so each knows
 * which gathering it belongs to, and does nothing after the end of that.
 */
final class Gathering {
  /** In this time several frames come if there are any; asking the broker takes about one. */
  private static final Duration STEP = Duration.ofMillis(3);

  /** Enough for a fetch that was under way; a camera's next frame is not worth the wait. */
  private static final Duration MOST = Duration.ofMillis(20);

  private final ProcessingTimeService time;
  private final MailboxExecutor mailbox;
  private final Ready ready;
  private final BooleanSupplier enough;
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
      BooleanSupplier enough,
      long stepMillis,
      long mostSteps) {
    this.time = time;
    this.mailbox = mailbox;
    this.ready = ready;
    this.enough = enough;
    this.stepMillis = stepMillis;
    this.mostSteps = mostSteps;
  }

  /**
   * Without shedding it ends when the source has nothing at hand: there is no wait. With it, the
   * frames that count are there already, in Kafka, and are to be seen before the choice is made, so
   * the source has a few milliseconds to fetch them.
   *
   * @param enough true if the batch is to start although more frames may be at hand
   */
  static Gathering of(
      BatchSettings settings,
      ProcessingTimeService time,
      MailboxExecutor mailbox,
      Ready ready,
      BooleanSupplier enough) {
    if (settings.shed() == ShedPolicy.NEVER) {
      return new Gathering(time, mailbox, ready, enough, 0, Long.MAX_VALUE);
    }
    long most = Math.min(MOST.toMillis(), settings.latencyTarget().toMillis());
    long step = Math.min(STEP.toMillis(), most);
    return new Gathering(time, mailbox, ready, () -> false, step, (most + step - 1) / step);
  }

  void frameCame() {
    frameCame = true;
  }

  /** Begins to gather, unless it runs already. */
  void start() {
    if (!runs) {
      runs = true;
      steps = 0;
      if (stepMillis == 0) {
        // This may be the source's own turn; mails are read after it, and before its next.
        mail(this::takeWhatIsAtHand);
      } else {
        step();
      }
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
      // The time of a step may have passed without this thread, on a busy machine.
      mail(this::afterTheSource);
    }
  }

  private void takeWhatIsAtHand() {
    frameCame = false;
    mail(this::afterTheSource);
  }

  /** A mail that is sent by a mail is read only after the source was asked for a frame. */
  private void mail(Ready then) {
    long mine = current;
    mailbox.execute(
        () -> {
          if (mine == current) {
            then.run();
          }
        },
        "gather frames");
  }

  private void afterTheSource() throws Exception {
    if (!frameCame || enough.getAsBoolean()) {
      end();
    } else if (stepMillis == 0) {
      takeWhatIsAtHand();
    } else {
      step();
    }
  }

  private void end() throws Exception {
    stop();
    ready.run();
  }
}

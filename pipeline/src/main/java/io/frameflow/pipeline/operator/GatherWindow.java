package io.frameflow.pipeline.operator;

import io.frameflow.pipeline.waiting.ShedPolicy;
import java.time.Duration;

/**
 * How long frames are gathered before a batch: until no more came for a step, at most so many
 * steps. Counted in steps, not by a clock, which may jump.
 */
final class GatherWindow {
  /**
   * In this time several frames come if there are any: reading one takes a small part of a
   * millisecond, asking the broker for more about one.
   */
  private static final Duration STEP = Duration.ofMillis(3);

  private final long stepMillis;
  private final long most;
  private long steps;
  private boolean came;

  private GatherWindow(long stepMillis, long most) {
    this.stepMillis = stepMillis;
    this.most = most;
  }

  /**
   * Without shedding a batch that is not full waits for the whole delay. With it, the frames that
   * count are there already, in Kafka, and are to be seen before the choice is made.
   */
  static GatherWindow of(BatchSettings settings) {
    long delay = settings.delay().toMillis();
    if (settings.shed() == ShedPolicy.NEVER) {
      return new GatherWindow(delay, 1);
    }
    long step = Math.min(STEP.toMillis(), delay);
    return new GatherWindow(step, (delay + step - 1) / step);
  }

  /** Opens it anew. */
  void open() {
    steps = 0;
    came = false;
  }

  void frameCame() {
    came = true;
  }

  long stepMillis() {
    return stepMillis;
  }

  /** Called after each step: true if gathering ends. */
  boolean over() {
    boolean quiet = !came;
    came = false;
    return ++steps >= most || quiet;
  }
}

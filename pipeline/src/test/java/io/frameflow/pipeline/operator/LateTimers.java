package io.frameflow.pipeline.operator;

import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.util.clock.Clock;

/**
 * Timers as a task has them: one that is cancelled may be in the mailbox already, and fires. The
 * harness's own are cancelled for sure.
 */
final class LateTimers implements ProcessingTimeService {
  private final ProcessingTimeService timers;
  private final Random random;

  private LateTimers(ProcessingTimeService timers, Random random) {
    this.timers = timers;
    this.random = random;
  }

  /** Makes an operator with such timers, half of which cannot be cancelled. */
  static <I, O> OneInputStreamOperatorFactory<I, O> factory(
      OneInputStreamOperator<I, O> operator, Random random) {
    return new Factory<>(operator, random);
  }

  private static final class Factory<I, O> extends AbstractStreamOperatorFactory<O>
      implements OneInputStreamOperatorFactory<I, O> {
    private static final long serialVersionUID = 1L;

    private final transient OneInputStreamOperator<I, O> operator;
    private final Random random;

    Factory(OneInputStreamOperator<I, O> operator, Random random) {
      this.operator = operator;
      this.random = random;
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // Flink's interface has it so.
    public <T extends StreamOperator<O>> T createStreamOperator(
        StreamOperatorParameters<O> parameters) {
      SimpleOperatorFactory<O> simple = SimpleOperatorFactory.of(operator);
      return simple.createStreamOperator(
          new StreamOperatorParameters<>(
              parameters.getContainingTask(),
              parameters.getStreamConfig(),
              parameters.getOutput(),
              () -> new LateTimers(parameters.getProcessingTimeService(), random),
              parameters.getOperatorEventDispatcher(),
              parameters.getMailboxExecutor()));
    }

    @Override
    public Class<? extends StreamOperator<?>> getStreamOperatorClass(ClassLoader loader) {
      return FrameDetectorOperator.class;
    }
  }

  @Override
  public Clock getClock() {
    return timers.getClock();
  }

  @Override
  public long getCurrentProcessingTime() {
    return timers.getCurrentProcessingTime();
  }

  @Override
  public ScheduledFuture<?> registerTimer(long timestamp, ProcessingTimeCallback target) {
    ScheduledFuture<?> timer = timers.registerTimer(timestamp, target);
    return random.nextBoolean() ? timer : new TooLate(timer);
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      ProcessingTimeCallback callback, long initialDelay, long period) {
    return timers.scheduleAtFixedRate(callback, initialDelay, period);
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      ProcessingTimeCallback callback, long initialDelay, long period) {
    return timers.scheduleWithFixedDelay(callback, initialDelay, period);
  }

  @Override
  public CompletableFuture<Void> quiesce() {
    return timers.quiesce();
  }

  /** A timer that fires whatever happens. */
  private record TooLate(ScheduledFuture<?> timer) implements ScheduledFuture<Object> {
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      return false;
    }

    @Override
    public boolean isCancelled() {
      return timer.isCancelled();
    }

    @Override
    public boolean isDone() {
      return timer.isDone();
    }

    @Override
    public Object get() {
      throw new UnsupportedOperationException("nobody waits for a timer");
    }

    @Override
    public Object get(long timeout, TimeUnit unit) {
      throw new UnsupportedOperationException("nobody waits for a timer");
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return timer.getDelay(unit);
    }

    @Override
    public int compareTo(Delayed other) {
      return timer.compareTo(other);
    }
  }
}

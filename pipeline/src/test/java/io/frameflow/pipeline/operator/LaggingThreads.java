package io.frameflow.pipeline.operator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/**
 * Threads that get nowhere until somebody waits for them or gives them a turn: every interleaving
 * of theirs with the task's thread, without any thread.
 */
final class LaggingThreads implements StageThreads {
  private final Deque<Work<?>> batches = new ArrayDeque<>();

  /** Lets the model finish with the oldest batch; false if there is none. */
  boolean finishOne() {
    Work<?> oldest = batches.poll();
    if (oldest == null) {
      return false;
    }
    oldest.run();
    return true;
  }

  /** Batches that the model has not finished. */
  int batches() {
    return batches.size();
  }

  @Override
  public <T> Future<T> prepare(Callable<T> work) {
    return new Work<>(work, () -> {});
  }

  @Override
  public <T> Future<T> inTurn(Callable<T> work, Runnable done) {
    Work<T> batch = new Work<>(work, done);
    batches.add(batch);
    return batch;
  }

  @Override
  public void close() {
    batches.clear();
  }

  private final class Work<T> extends FutureTask<T> {
    private final Runnable done;

    Work(Callable<T> work, Runnable done) {
      super(work);
      this.done = done;
    }

    @Override
    protected void done() {
      done.run();
    }

    /** Whoever waits for a batch waits for those before it too. */
    @Override
    public T get() throws InterruptedException, ExecutionException {
      while (batches.contains(this)) {
        finishOne();
      }
      run();
      return super.get();
    }
  }
}

package io.frameflow.pipeline.operator;

import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** No threads at all: work is over as soon as it is handed in. */
final class DirectThreads implements StageThreads {
  static DirectThreads open(int count) {
    return new DirectThreads();
  }

  @Override
  public <T> Future<T> prepare(Callable<T> work) {
    return inTurn(work, () -> {});
  }

  @Override
  public <T> Future<T> inTurn(Callable<T> work, Runnable done) {
    FutureTask<T> task = new FutureTask<>(work);
    task.run();
    done.run();
    return task;
  }

  @Override
  public void close() {}
}

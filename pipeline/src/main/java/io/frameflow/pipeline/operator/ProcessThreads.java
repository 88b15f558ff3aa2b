package io.frameflow.pipeline.operator;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of one operator: one of its own for the model, which mostly waits, and the crew that
 * prepares frames. All operators of a process share a crew, frame by frame in the order of the
 * calls, so that the number of threads follows the processors, not the slots.
 */
final class ProcessThreads implements StageThreads {
  private static final SharedByKey<ExecutorService> CREWS =
      new SharedByKey<>(ExecutorService::shutdown);
  private static final AtomicInteger CREATED = new AtomicInteger();

  private final SharedByKey.Lease<ExecutorService> crew;
  private final ExecutorService own = Executors.newSingleThreadExecutor(named("frameflow-batch-"));
  private int running;
  private boolean closed;

  private ProcessThreads(SharedByKey.Lease<ExecutorService> crew) {
    this.crew = crew;
  }

  static ProcessThreads open(int count) {
    return new ProcessThreads(
        CREWS.acquire(
            count, () -> Executors.newFixedThreadPool(count, named("frameflow-prepare-"))));
  }

  private static ThreadFactory named(String prefix) {
    return task -> {
      Thread thread = new Thread(task, prefix + CREATED.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  @Override
  public <T> Future<T> prepare(Callable<T> work) {
    return crew.get().submit(() -> unlessClosed(work));
  }

  private <T> T unlessClosed(Callable<T> work) throws Exception {
    synchronized (this) {
      if (closed) {
        throw new CancellationException("the operator is closed");
      }
      running++;
    }
    try {
      return work.call();
    } finally {
      synchronized (this) {
        running--;
        notifyAll();
      }
    }
  }

  @Override
  public <T> Future<T> inTurn(Callable<T> work, Runnable done) {
    FutureTask<T> task =
        new FutureTask<>(work) {
          @Override
          protected void done() {
            done.run();
          }
        };
    own.execute(task);
    return task;
  }

  /** However long it takes: the model is freed next, and native code does not survive that. */
  @Override
  public void close() {
    own.shutdownNow();
    boolean interrupted = false;
    boolean over = false;
    while (!over) {
      try {
        over = own.awaitTermination(1, TimeUnit.MINUTES) && awaitCrew();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    crew.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean awaitCrew() throws InterruptedException {
    closed = true;
    while (running > 0) {
      wait();
    }
    return true;
  }
}

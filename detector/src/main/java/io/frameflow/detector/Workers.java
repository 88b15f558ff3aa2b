package io.frameflow.detector;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** A bounded crew of threads for work on the single images of a batch. */
final class Workers implements AutoCloseable {

  private static final AtomicInteger CREATED = new AtomicInteger();

  private final ExecutorService pool;

  Workers(int threads) {
    pool =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "frameflow-detector-" + CREATED.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Results of {@code task} for 0 to {@code count - 1}, in that order. When it returns or throws,
   * no task is at work any more.
   *
   * @param what the task's name in error messages
   * @throws DetectionException if a task fails or the calling thread is interrupted
   */
  <T> List<T> map(int count, String what, IntFunction<T> task) {
    Crew crew = new Crew();
    List<Future<T>> pending = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int index = i;
      pending.add(pool.submit(() -> crew.join() ? work(crew, task, index) : null));
    }
    List<T> results = new ArrayList<>(count);
    try {
      for (int i = 0; i < count; i++) {
        results.add(pending.get(i).get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new DetectionException(
          "%s of image %d of %d failed: %s"
              .formatted(what, results.size() + 1, count, e.getCause()),
          e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DetectionException(what + " was interrupted", e);
    } finally {
      pending.forEach(future -> future.cancel(true));
      crew.dismiss();
    }
  }

  private static <T> T work(Crew crew, IntFunction<T> task, int index) {
    try {
      return task.apply(index);
    } finally {
      crew.leave();
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}

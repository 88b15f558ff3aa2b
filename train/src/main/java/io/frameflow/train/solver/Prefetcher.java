package io.frameflow.train.solver;

import io.frameflow.train.network.DetectorNetwork;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Makes the next batches in the background while the network works on the present one. */
final class Prefetcher implements AutoCloseable {

  private static final int AHEAD = 2;

  private final BatchSource source;
  private final DetectorNetwork network;
  private final int end;
  private final Deque<Future<PreparedBatch>> waiting = new ArrayDeque<>();
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "mini-batches");
            thread.setDaemon(true);
            return thread;
          });
  private int next;

  /**
   * @param first the first step
   * @param end the step after the last
   */
  Prefetcher(BatchSource source, DetectorNetwork network, int first, int end) {
    this.source = source;
    this.network = network;
    this.next = first;
    this.end = end;
  }

  /** The batch of the next step. */
  PreparedBatch take() throws IOException {
    while (waiting.size() <= AHEAD && next < end) {
      int step = next++;
      waiting.add(worker.submit(() -> PreparedBatch.of(source.batch(step), network)));
    }
    try {
      return waiting.remove().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("training was interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}

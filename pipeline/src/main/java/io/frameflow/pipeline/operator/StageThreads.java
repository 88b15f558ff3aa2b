package io.frameflow.pipeline.operator;

import java.io.Serializable;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;

/** Where an operator's work is done beside its task's own thread. */
interface StageThreads extends AutoCloseable {

  /** Opens the threads of one operator. */
  interface Factory extends Serializable {
    /**
     * Opens them.
     *
     * @param count threads that prepare frames, at least 1
     */
    StageThreads open(int count);
  }

  /** Work on a single frame: by any of several threads, in any order. */
  <T> Future<T> prepare(Callable<T> work);

  /**
   * Work on a batch: one after the other, in the order of the calls.
   *
   * @param done called when the work is over, well or not, by whatever thread
   */
  <T> Future<T> inTurn(Callable<T> work, Runnable done);

  /** Waits for what runs; what has not begun is never done. */
  @Override
  void close();
}

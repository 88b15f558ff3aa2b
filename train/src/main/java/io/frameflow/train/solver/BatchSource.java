package io.frameflow.train.solver;

import io.frameflow.train.sampling.MiniBatch;
import java.io.IOException;

/** Where a run's mini-batches come from. */
@FunctionalInterface
public interface BatchSource {

  /**
   * The batch of a step, counted from 0; the same step must always give the same batch. Called from
   * a background thread.
   */
  MiniBatch batch(long step) throws IOException;
}

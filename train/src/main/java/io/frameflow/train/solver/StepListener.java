package io.frameflow.train.solver;

import java.io.IOException;

/** Told about every step of a run. */
@FunctionalInterface
public interface StepListener {

  /**
   * Called after every step.
   *
   * @param step counted from 0
   * @param rate learning rate of the step
   * @param nanos wall time of the step
   */
  void stepDone(int step, StepResult result, float rate, long nanos) throws IOException;
}

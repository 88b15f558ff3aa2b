package io.frameflow.train.solver;

import java.io.IOException;

/** The loss is no longer a number; the message names the step and what to change. */
public final class TrainingDivergedException extends IOException {

  public TrainingDivergedException(int step, StepResult result, float rate) {
    super(
        "training diverged at step %d (class loss %s, box loss %s, gradient norm %s): lower --learning-rate (now %s) or set a smaller --gradient-clip"
            .formatted(step, result.classLoss(), result.boxLoss(), result.gradientNorm(), rate));
  }

  /**
   * The losses were numbers, but an update was not.
   *
   * @param completedSteps with the update
   * @param weight a name
   */
  public TrainingDivergedException(int completedSteps, String weight) {
    super(
        "training diverged by step %d (values of %s are no longer finite): lower --learning-rate or set a smaller --gradient-clip"
            .formatted(completedSteps, weight));
  }
}

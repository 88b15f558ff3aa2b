package io.frameflow.train.solver;

import java.io.IOException;

/** The loss is no longer a number; the message names the step and what to change. */
public final class TrainingDivergedException extends IOException {

  public TrainingDivergedException(int step, StepResult result, float rate) {
    super(
        "training diverged at step %d (class loss %s, box loss %s, gradient norm %s): lower --learning-rate (now %s) or set a smaller --gradient-clip"
            .formatted(step, result.classLoss(), result.boxLoss(), result.gradientNorm(), rate));
  }
}

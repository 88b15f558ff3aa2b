package io.frameflow.train.runs;

/**
 * When a model is measured on the validation images while it learns.
 *
 * @param every steps between two measurements; 0 for none before the end
 * @param patience measurements in a row without a better mAP@.5 after which a run stops and takes
 *     the best weights that it had; 0 for a run of full length that takes the last ones
 */
public record ValidationPlan(int every, int patience) {

  /** Only at the end. */
  public static final ValidationPlan AT_THE_END = new ValidationPlan(0, 0);

  /**
   * @throws IllegalArgumentException if a number is negative, or there is patience without
   *     measurements
   */
  public ValidationPlan {
    if (every < 0 || patience < 0) {
      throw new IllegalArgumentException(
          "validation every %d steps with patience %d; both must be 0 or more"
              .formatted(every, patience));
    }
    if (patience > 0 && every == 0) {
      throw new IllegalArgumentException(
          "stopping early needs measurements on the way; say how often with --validate-every");
    }
  }

  boolean stopsEarly() {
    return patience > 0;
  }

  /** Whether the model is measured after this many steps. */
  boolean isDue(int completedSteps, int allSteps) {
    return every > 0 && (completedSteps % every == 0 || completedSteps == allSteps);
  }

  /** The number of completed steps at which the next part of a run ends. */
  int nextStop(int completedSteps, int allSteps) {
    return every == 0
        ? allSteps
        : (int) Math.min(allSteps, ((long) completedSteps / every + 1) * every);
  }
}

package io.frameflow.train.solver;

/**
 * What one step measured, before its update.
 *
 * @param classLoss mean log loss
 * @param boxLoss mean smooth L1 loss, before lambda
 * @param accuracy share of RoIs classified rightly, 0..1
 * @param gradientNorm of all gradients together, before clipping
 */
public record StepResult(float classLoss, float boxLoss, float accuracy, float gradientNorm) {

  boolean isFinite() {
    return Float.isFinite(classLoss) && Float.isFinite(boxLoss) && Float.isFinite(gradientNorm);
  }
}

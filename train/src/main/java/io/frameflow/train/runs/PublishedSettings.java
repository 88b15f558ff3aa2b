package io.frameflow.train.runs;

import io.frameflow.train.sampling.AugmentationOptions;
import io.frameflow.train.sampling.SamplingOptions;
import io.frameflow.train.solver.Filler;
import io.frameflow.train.solver.LayerRates;
import io.frameflow.train.solver.LearningRate;
import io.frameflow.train.solver.LearningRate.Decay;
import io.frameflow.train.solver.SolverOptions;

/**
 * How the paper trains (section 2.3), for any network: 2 images with 64 RoIs each, a quarter of
 * them foreground, background from [.1, .5), mirrored images only; a rate of .001 that falls to a
 * tenth after three quarters, momentum .9, decay .0005, biases twice as fast, dropout of a half,
 * gradients as they are.
 */
public final class PublishedSettings {

  private static final float RATE = .001f;
  private static final float MOMENTUM = .9f;
  private static final float DECAY = 5e-4f;
  private static final float KEEP = .5f;

  private PublishedSettings() {}

  /** The recipe's network, input, proposals, length, seed and frozen layers, trained like that. */
  public static Recipe of(Recipe recipe) {
    SolverOptions solver = recipe.solver();
    LearningRate rate = new LearningRate(Decay.STEPS, RATE, solver.learningRate().steps(), 0);
    return recipe
        .withSampling(SamplingOptions.paper(), AugmentationOptions.paper())
        .withSolver(
            new SolverOptions(
                rate,
                MOMENTUM,
                DECAY,
                0,
                1,
                KEEP,
                solver.frozen(),
                solver.seed(),
                LayerRates.PUBLISHED,
                Filler.GAUSSIAN));
  }
}

package io.frameflow.train.ablation.design;

import io.frameflow.train.runs.Recipe;
import java.util.Optional;

/**
 * A way to train, for any seed.
 *
 * @param id names its runs; letters, digits and dashes
 * @param recipe all of it but the seed
 * @param startsFrom the variant whose finished weights it goes on from; empty for the pretrained
 *     ones
 * @param relativeCost of one step, compared with a step of the base variant; only to foretell times
 */
public record Variant(String id, Recipe recipe, Optional<Variant> startsFrom, double relativeCost) {

  /** Steps of a run. */
  public int steps() {
    return recipe.solver().learningRate().steps();
  }

  /** The recipe for a seed. */
  public Recipe recipe(long seed) {
    return recipe.withSolver(recipe.solver().withSeed(seed));
  }
}

package io.frameflow.train.solver;

import java.util.List;

/**
 * What drives the descent.
 *
 * @param learningRate the rate of every step
 * @param momentum share of the last update that is kept, .9 in the paper
 * @param weightDecay L2 penalty on weights, not on biases, .0005 in the paper
 * @param gradientClip largest norm of all gradients together, longer ones are shortened to it; 0
 *     for no limit
 * @param lambda weight of the box loss, 1 in the paper
 * @param keepProbability of a hidden value in dropout; 1 for no dropout
 * @param frozen weights whose name starts with one of these are not trained
 * @param seed decides initial weights and dropout
 * @param rates how fast single layers learn
 * @param filler how weights without pretrained values start
 */
public record SolverOptions(
    LearningRate learningRate,
    float momentum,
    float weightDecay,
    float gradientClip,
    float lambda,
    float keepProbability,
    List<String> frozen,
    long seed,
    LayerRates rates,
    Filler filler) {

  /** With all layers learning alike, from weights as the layers ask for them. */
  public SolverOptions(
      LearningRate learningRate,
      float momentum,
      float weightDecay,
      float gradientClip,
      float lambda,
      float keepProbability,
      List<String> frozen,
      long seed) {
    this(
        learningRate,
        momentum,
        weightDecay,
        gradientClip,
        lambda,
        keepProbability,
        frozen,
        seed,
        LayerRates.EQUAL,
        Filler.HE);
  }

  /**
   * @throws IllegalArgumentException naming the number that is out of range
   */
  public SolverOptions {
    frozen = List.copyOf(frozen);
    Settings.require(
        momentum >= 0 && momentum < 1,
        "momentum is " + momentum + "; it must be 0 or more, below 1");
    Settings.require(
        weightDecay >= 0 && Float.isFinite(weightDecay),
        "weight decay is " + weightDecay + "; it must be 0 or more");
    Settings.require(
        gradientClip >= 0, "gradient clip is " + gradientClip + "; it must be 0 (off) or more");
    Settings.require(
        lambda >= 0 && Float.isFinite(lambda), "lambda is " + lambda + "; it must be 0 or more");
    Settings.require(
        keepProbability > 0 && keepProbability <= 1,
        "keep probability is " + keepProbability + "; it must be in (0, 1]");
  }

  /** The same options with other frozen layers. */
  public SolverOptions withFrozen(List<String> prefixes) {
    return new SolverOptions(
        learningRate,
        momentum,
        weightDecay,
        gradientClip,
        lambda,
        keepProbability,
        prefixes,
        seed,
        rates,
        filler);
  }

  /** The same options for another seed. */
  public SolverOptions withSeed(long newSeed) {
    return new SolverOptions(
        learningRate,
        momentum,
        weightDecay,
        gradientClip,
        lambda,
        keepProbability,
        frozen,
        newSeed,
        rates,
        filler);
  }

  /** The same options with another weight of the box loss. */
  public SolverOptions withLambda(float newLambda) {
    return new SolverOptions(
        learningRate,
        momentum,
        weightDecay,
        gradientClip,
        newLambda,
        keepProbability,
        frozen,
        seed,
        rates,
        filler);
  }

  /** The same options with another length or another course of the rate. */
  public SolverOptions withLearningRate(LearningRate newRate) {
    return new SolverOptions(
        newRate,
        momentum,
        weightDecay,
        gradientClip,
        lambda,
        keepProbability,
        frozen,
        seed,
        rates,
        filler);
  }

  /** The same options with other rates of single layers and another start. */
  public SolverOptions with(LayerRates newRates, Filler newFiller) {
    return new SolverOptions(
        learningRate,
        momentum,
        weightDecay,
        gradientClip,
        lambda,
        keepProbability,
        frozen,
        seed,
        newRates,
        newFiller);
  }
}

package io.frameflow.train.runs;

import java.nio.file.Path;

/**
 * The files of one run.
 *
 * @param root created by the run
 */
public record RunFolder(Path root) {

  /** Weights and momenta of the last finished steps. */
  public Path checkpoint() {
    return root.resolve("checkpoint.safetensors");
  }

  /** One line per step. */
  public Path metrics() {
    return root.resolve("metrics.csv");
  }

  public Path lossCurve() {
    return root.resolve("loss.png");
  }

  /** Parameters of the learned proposal method. */
  public Path proposals() {
    return root.resolve("proposals.json");
  }

  /** Proposals of the training images. */
  public Path cache() {
    return root.resolve("cache");
  }

  /** The model package. */
  public Path model() {
    return root.resolve("model");
  }
}

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

  /** The state one checkpoint earlier, for when the last one is damaged. */
  public Path checkpointBefore() {
    return root.resolve("checkpoint-before.safetensors");
  }

  /** The weights that did best on the validation images, of a run that may stop early. */
  public Path best() {
    return root.resolve("best.safetensors");
  }

  /** All settings. */
  public Path configuration() {
    return root.resolve("configuration.json");
  }

  /** Measurements on the validation images along the run. */
  public Path validation() {
    return root.resolve("validation.csv");
  }

  /** Loss, rate and accuracy curves for TensorBoard. */
  public Path events() {
    return root.resolve("tensorboard").resolve("events.out.tfevents.frameflow");
  }

  public Path rateCurve() {
    return root.resolve("learning-rate.png");
  }

  public Path validationCurve() {
    return root.resolve("validation.png");
  }

  /** The report, one page with all pictures in it. */
  public Path report() {
    return root.resolve("report.html");
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

  /** What the proposals cover of the objects, as counts. */
  public Path proposalRecall() {
    return root.resolve("proposal-recall.json");
  }

  /** The same as shares, for spreadsheets. */
  public Path proposalRecallTable() {
    return root.resolve("proposal-recall.csv");
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

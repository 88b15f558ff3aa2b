package io.frameflow.train.cli;

import io.frameflow.train.runs.ValidationPlan;
import picocli.CommandLine.Option;

/** Flags about measuring a model while it learns. */
final class ValidationFlags {

  @Option(
      names = "--validate-every",
      defaultValue = "0",
      paramLabel = "STEPS",
      description = "Measure on the --val-split after every so many steps, too (default: never).")
  private int every;

  @Option(
      names = "--patience",
      defaultValue = "0",
      paramLabel = "N",
      description =
          "Stop after N measurements without a better mAP@.5 and take the best weights"
              + " (default: train to the end and take the last ones).")
  private int patience;

  /**
   * @throws IllegalArgumentException naming the flag that is out of range or lacks images
   */
  ValidationPlan plan(boolean imagesGiven) {
    if (every > 0 && !imagesGiven) {
      throw new IllegalArgumentException(
          "--validate-every needs images to measure on; give --val-split too");
    }
    return new ValidationPlan(every, patience);
  }
}

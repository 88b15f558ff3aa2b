package io.frameflow.train.cli;

import io.frameflow.detector.DetectorOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Flags about how a model is run while it is measured. */
final class ServingOptions {

  @Option(
      names = "--batch",
      defaultValue = "4",
      paramLabel = "N",
      description = "Images per run of the network (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Mixin private MachineOptions machine;

  @Option(
      names = "--score-threshold",
      paramLabel = "P",
      description = "Least score of a detection (default: the model's own).")
  private Float scoreThreshold;

  @Option(
      names = "--nms-threshold",
      paramLabel = "IOU",
      description = "Overlap above which the weaker box goes (default: the model's own).")
  private Float nmsThreshold;

  /** Images per run of the network. */
  int batch() {
    return batch;
  }

  /**
   * @throws IllegalArgumentException naming the flag that is out of range
   */
  DetectorOptions options() {
    if (batch < 1) {
      throw new IllegalArgumentException("--batch is " + batch + "; it must be at least 1");
    }
    return machine.detector().withScoreThreshold(scoreThreshold).withNmsThreshold(nmsThreshold);
  }
}

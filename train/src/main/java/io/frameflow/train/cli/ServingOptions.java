package io.frameflow.train.cli;

import io.frameflow.detector.DetectorOptions;
import io.frameflow.train.runs.Recipes;
import java.util.List;
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

  @Option(
      names = "--box-voting",
      split = ",",
      paramLabel = "IOU[,SUPPORT]",
      description =
          "Overlap from which a dropped box still moves the kept one, 1 for none, and the votes"
              + " that a box needs to keep its score (default: the model's own).")
  private List<Float> boxVoting;

  @Option(
      names = "--refine",
      paramLabel = "BOXES",
      description = "Boxes of an image looked at twice, 0 for none (default: the model's own).")
  private Integer refine;

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
    return machine
        .detector()
        .withScoreThreshold(scoreThreshold)
        .withNmsThreshold(nmsThreshold)
        .withVoting(VotingText.parse(boxVoting))
        .withRefinement(refine == null ? null : Recipes.refinement(refine));
  }
}

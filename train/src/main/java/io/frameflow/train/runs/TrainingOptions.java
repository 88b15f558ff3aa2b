package io.frameflow.train.runs;

import io.frameflow.train.solver.SessionSettings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One run.
 *
 * @param weights pretrained weights, as safetensors or a Caffe model, or the checkpoint of a run of
 *     the same network, heads included; without them nothing is frozen
 * @param output the run's folder
 * @param name of the model
 * @param modelVersion of the model
 * @param checkpointEvery steps between two checkpoints; the last step always has one
 * @param resume whether to continue from the folder's checkpoint
 * @param validation when the model is measured on the way
 */
public record TrainingOptions(
    Recipe recipe,
    Optional<Path> weights,
    Path output,
    String name,
    String modelVersion,
    int checkpointEvery,
    boolean resume,
    SessionSettings session,
    ValidationPlan validation) {

  /** Measured at the end only. */
  public TrainingOptions(
      Recipe recipe,
      Optional<Path> weights,
      Path output,
      String name,
      String modelVersion,
      int checkpointEvery,
      boolean resume,
      SessionSettings session) {
    this(
        recipe,
        weights,
        output,
        name,
        modelVersion,
        checkpointEvery,
        resume,
        session,
        ValidationPlan.AT_THE_END);
  }

  public TrainingOptions {
    if (checkpointEvery < 1) {
      throw new IllegalArgumentException(
          "checkpoints every " + checkpointEvery + " steps; it must be at least 1");
    }
  }

  RunFolder folder() {
    return new RunFolder(output);
  }
}

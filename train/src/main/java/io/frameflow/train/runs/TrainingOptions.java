package io.frameflow.train.runs;

import io.frameflow.train.solver.SessionSettings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One run.
 *
 * @param weights pretrained weights, as safetensors or a Caffe model; without them nothing is
 *     frozen
 * @param output the run's folder
 * @param name of the model
 * @param modelVersion of the model
 * @param checkpointEvery steps between two checkpoints; the last step always has one
 * @param resume whether to continue from the folder's checkpoint
 */
public record TrainingOptions(
    Recipe recipe,
    Optional<Path> weights,
    Path output,
    String name,
    String modelVersion,
    int checkpointEvery,
    boolean resume,
    SessionSettings session) {

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

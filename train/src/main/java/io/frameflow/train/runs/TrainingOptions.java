package io.frameflow.train.runs;

import io.frameflow.train.solver.SessionSettings;
import java.nio.file.Path;
import java.util.List;
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
 * @param recallOf methods whose recall is measured beside that of the run's own proposals; none for
 *     no such measurement
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
    ValidationPlan validation,
    List<ProposalPlan> recallOf) {

  /** Proposals are not measured. */
  public TrainingOptions(
      Recipe recipe,
      Optional<Path> weights,
      Path output,
      String name,
      String modelVersion,
      int checkpointEvery,
      boolean resume,
      SessionSettings session,
      ValidationPlan validation) {
    this(
        recipe,
        weights,
        output,
        name,
        modelVersion,
        checkpointEvery,
        resume,
        session,
        validation,
        List.of());
  }

  /** The model is measured at the end only, proposals are not. */
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
    recallOf = List.copyOf(recallOf);
    if (checkpointEvery < 1) {
      throw new IllegalArgumentException(
          "checkpoints every " + checkpointEvery + " steps; it must be at least 1");
    }
  }

  RunFolder folder() {
    return new RunFolder(output);
  }
}

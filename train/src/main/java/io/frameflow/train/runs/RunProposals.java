package io.frameflow.train.runs;

import io.frameflow.detector.files.WholeFile;
import io.frameflow.detector.models.ModelManifest;
import io.frameflow.detector.proposals.LearnedWindows;
import io.frameflow.detector.proposals.ProposalMethod;
import io.frameflow.detector.proposals.ProposalMethods;
import io.frameflow.train.proposals.LearnedWindowsTrainer;
import io.frameflow.train.proposals.ProgressListener;
import io.frameflow.train.proposals.WindowTrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The proposal method of a run.
 *
 * @param section of the model's manifest
 * @param parameters what the method learned, as JSON, or null if it learns nothing
 */
record RunProposals(ProposalMethod method, ModelManifest.Proposals section, String parameters) {

  /** Makes the method, or reads what an earlier part of the same run learned. */
  static RunProposals prepare(
      ProposalPlan plan, TrainingData data, RunFolder folder, long seed, Consumer<String> console)
      throws IOException {
    boolean learns = plan.method().equals(LearnedWindows.NAME);
    Path file = folder.proposals();
    if (learns && !Files.exists(file)) {
      console.accept("learning region proposals from " + data.images().size() + " images");
      LearnedWindows windows =
          LearnedWindowsTrainer.train(
              data.images(), WindowTrainingOptions.defaults(seed), ProgressListener.SILENT);
      WholeFile.write(file, windows.toJson());
    }
    ModelManifest.Proposals section =
        new ModelManifest.Proposals(
            plan.method(), plan.count(), learns ? file.getFileName().toString() : null, Map.of());
    return new RunProposals(
        ProposalMethods.load(folder.root(), section),
        section,
        learns ? Files.readString(file) : null);
  }

  /** Tells methods with different parameters apart. */
  String identity() {
    return parameters == null ? "" : Integer.toHexString(parameters.hashCode());
  }
}

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
      WholeFile.write(file, learn(data, seed).toJson());
    }
    ModelManifest.Proposals section = plan.section(learns ? file.getFileName().toString() : null);
    return new RunProposals(
        ProposalMethods.load(folder.root(), section),
        section,
        learns ? Files.readString(file) : null);
  }

  /** Learned windows of some data, whether or not the run proposes with them. */
  static LearnedWindows learn(TrainingData data, long seed) throws IOException {
    return LearnedWindowsTrainer.train(
        data.images(), WindowTrainingOptions.defaults(seed), ProgressListener.SILENT);
  }

  /** Tells methods with different settings or parameters apart. */
  String identity() {
    return section.settings()
        + (parameters == null ? "" : Integer.toHexString(parameters.hashCode()));
  }
}

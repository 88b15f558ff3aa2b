package io.frameflow.train.ablation;

import io.frameflow.detector.models.ModelPackage;
import io.frameflow.train.ablation.design.Variant;
import io.frameflow.train.runs.RunFolder;
import io.frameflow.train.runs.Training;
import io.frameflow.train.runs.TrainingData;
import io.frameflow.train.runs.TrainingOptions;
import io.frameflow.train.runs.ValidationPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** The training runs of the variants; a run that was broken off goes on from its checkpoint. */
record TrainedRuns(
    AblationOptions options,
    TrainingData data,
    SharedProposals proposals,
    Consumer<String> console) {

  private static final int CHECKPOINT_EVERY = 50;

  /** Whether a variant is trained; its model is the last thing that a run writes. */
  boolean isFinished(Variant variant, long seed) {
    Path model = options.folder().run(variant, seed).model();
    return Files.exists(model.resolve(ModelPackage.MANIFEST));
  }

  /** Trains a variant, to its end. */
  void train(Variant variant, long seed) throws IOException {
    AblationFolder folder = options.folder();
    RunFolder run = folder.run(variant, seed);
    Files.createDirectories(run.root());
    proposals.give(variant, seed);
    Optional<Path> weights =
        variant.startsFrom().isPresent()
            ? variant.startsFrom().map(before -> folder.run(before, seed).checkpoint())
            : options.weights();
    Training.run(
        new TrainingOptions(
            variant.recipe(seed),
            weights,
            run.root(),
            variant.id(),
            Long.toString(seed),
            CHECKPOINT_EVERY,
            true,
            options.session(),
            ValidationPlan.AT_THE_END),
        data,
        Optional.empty(),
        console);
  }
}

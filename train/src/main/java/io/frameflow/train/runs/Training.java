package io.frameflow.train.runs;

import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.files.WholeFile;
import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.detector.models.ModelManifest;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.detector.models.ModelPackageWriter;
import io.frameflow.detector.tensorflow.TensorFlowRuntime;
import io.frameflow.train.data.DataSet;
import io.frameflow.train.evaluation.ModelEvaluation;
import io.frameflow.train.export.ModelExporter;
import io.frameflow.train.network.DetectorNetwork;
import io.frameflow.train.network.FrozenLayers;
import io.frameflow.train.network.NetworkShapes;
import io.frameflow.train.network.WeightArray;
import io.frameflow.train.sampling.ProposalCache;
import io.frameflow.train.sampling.RoiSampler;
import io.frameflow.train.sampling.ScaledImages;
import io.frameflow.train.solver.CheckpointStore;
import io.frameflow.train.solver.SolverOptions;
import io.frameflow.train.solver.TrainingGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A run from annotated images to a model package. */
public final class Training {

  private static final String CREATED_BY = "frameflow train";

  private final TrainingOptions options;
  private final TrainingData data;
  private final Consumer<String> console;
  private final RunFolder folder;
  private final Optional<DataSet> validation;
  private final String configuration;

  private Training(
      TrainingOptions options,
      TrainingData data,
      Optional<DataSet> validation,
      Consumer<String> console)
      throws IOException {
    this.options = options;
    this.data = data;
    this.validation = validation;
    this.console = console;
    this.folder = options.folder();
    this.configuration = RunConfiguration.of(options, data, validation);
  }

  /**
   * Trains, exports and measures.
   *
   * @param validation images to measure the model on, read with the labels of {@code data}; the
   *     figures go into the package's manifest
   * @param console receives lines about the progress
   * @return the package, in the folder {@code model} of the run's folder
   * @throws IOException if the folder holds another run, data or weights cannot be read, the
   *     training diverges, or the package cannot be written; the message says what to do
   * @throws IllegalArgumentException if the recipe does not fit, such as a frozen layer that does
   *     not exist
   */
  public static TrainingResult run(
      TrainingOptions options,
      TrainingData data,
      Optional<DataSet> validation,
      Consumer<String> console)
      throws IOException {
    return new Training(options, data, validation, console).run();
  }

  private TrainingResult run() throws IOException {
    TensorFlowRuntime.load(options.session().threads());
    Files.createDirectories(folder.root());
    boolean finished = begin();
    Recipe recipe = options.recipe();
    long seed = recipe.solver().seed();
    DetectorNetwork network = recipe.network(data.labels().size());
    FrozenLayers.trained(
        recipe.backbone().name(), NetworkShapes.of(network).keySet(), solver().frozen());
    Optional<InitialWeights> initial = initial(network);
    RunProposals proposals = RunProposals.prepare(recipe.proposals(), data, folder, seed, console);
    Optional<RecallRecord> recall =
        new RunRecall(options, data, proposals, console).measure(validation);
    Optional<ModelEvaluation> evaluation = Optional.empty();
    if (finished) {
      console.accept("the run is finished; its model is " + folder.model());
      ModelPackage model = ModelPackage.open(folder.model());
      if (validation.isPresent()) {
        evaluation = Optional.of(Validation.of(model, validation.get(), options.session()));
      }
      return report(model, recall, evaluation);
    }
    Map<String, WeightArray> weights;
    try (ImageDecoder decoder = new ImageDecoder();
        TrainingGraph graph =
            new TrainingGraph(
                network,
                solver(),
                options.session(),
                recipe.backbone().pixelMeans(),
                initial.isPresent() ? initial.get().read() : Map.of())) {
      Optional<TrainingSteps.Measure> measure =
          validation.<TrainingSteps.Measure>map(
              images -> values -> measure(images, network, values, proposals).report());
      weights =
          new TrainingSteps(options, configuration, measure, console)
              .run(graph, sampler(decoder, proposals)::batch);
    }
    if (validation.isPresent()) {
      // Measured first: the figures are part of the manifest, and a package is written only once.
      evaluation = Optional.of(measure(validation.get(), network, weights, proposals));
    }
    Map<String, Object> metrics = evaluation.map(e -> e.report().toMap()).orElse(Map.of());
    ModelPackage model =
        ModelExporter.export(
            folder.model(), manifest(proposals, metrics), network, weights, proposals.parameters());
    console.accept("model package: " + folder.model());
    return report(model, recall, evaluation);
  }

  /**
   * Sees to it that the folder is free, or that of this very run.
   *
   * @return whether the run is finished already
   */
  private boolean begin() throws IOException {
    CheckpointStore checkpoints =
        new CheckpointStore(folder.checkpoint(), folder.checkpointBefore());
    if (options.resume()) {
      RunConfiguration.requireSame(folder.configuration(), configuration);
    } else {
      ModelPackageWriter.requireFree(folder.model());
      if (checkpoints.exists()) {
        throw new IOException(
            "%s holds a training run already; continue it with --resume or choose another --out"
                .formatted(folder.root()));
      }
      // Of a run that was killed before its first checkpoint, perhaps on other images.
      Files.deleteIfExists(folder.proposals());
      Files.deleteIfExists(folder.proposalRecall());
    }
    Drafts.deleteIn(folder);
    WholeFile.write(folder.configuration(), configuration);
    return options.resume() && Files.exists(folder.model());
  }

  private ModelEvaluation measure(
      DataSet images,
      DetectorNetwork network,
      Map<String, WeightArray> weights,
      RunProposals proposals)
      throws IOException {
    Path draft = Drafts.create(folder.root());
    try {
      ModelPackage unmeasured =
          ModelExporter.export(
              draft, manifest(proposals, Map.of()), network, weights, proposals.parameters());
      return Validation.of(unmeasured, images, options.session());
    } finally {
      Drafts.deleteIn(folder);
    }
  }

  private TrainingResult report(
      ModelPackage model, Optional<RecallRecord> recall, Optional<ModelEvaluation> evaluation)
      throws IOException {
    RunReport.write(options, configuration, recall, validation, evaluation);
    console.accept("report: " + folder.report());
    return new TrainingResult(model, evaluation.map(ModelEvaluation::report));
  }

  private RoiSampler sampler(ImageDecoder decoder, RunProposals proposals) throws IOException {
    Recipe recipe = options.recipe();
    ProposalCache cache =
        new ProposalCache(folder.cache(), decoder, options.session().threads(), console);
    Map<String, Boxes> boxes =
        cache.get(
            data.images(),
            data.sha256(),
            proposals.method(),
            proposals.identity(),
            recipe.proposals().count());
    long imageBytes = Runtime.getRuntime().maxMemory() / 4;
    ScaledImages images =
        new ScaledImages(decoder, recipe.input(), recipe.backbone().pixelMeans(), imageBytes);
    return new RoiSampler(
        data.images(),
        boxes,
        images,
        recipe.sampling(),
        recipe.augmentation(),
        recipe.solver().seed());
  }

  /** Opened before anything is learned: a file for another network is told at once. */
  private Optional<InitialWeights> initial(DetectorNetwork network) throws IOException {
    return options.weights().isPresent()
        ? Optional.of(InitialWeights.open(options.weights().get(), network))
        : Optional.empty();
  }

  /** Layers that start at random must not be frozen. */
  private SolverOptions solver() {
    SolverOptions solver = options.recipe().solver();
    return options.weights().isPresent() ? solver : solver.withFrozen(List.of());
  }

  private ModelManifest manifest(RunProposals proposals, Map<String, Object> metrics) {
    Recipe recipe = options.recipe();
    return new ModelManifest(
        ModelManifest.FORMAT,
        options.name(),
        options.modelVersion(),
        data.labels(),
        recipe.input(),
        recipe.backbone().pixelMeans(),
        proposals.section(),
        recipe.thresholds(),
        metrics,
        data.sha256(),
        CREATED_BY,
        Map.of());
  }
}

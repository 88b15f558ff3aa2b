package io.frameflow.train.runs;

import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.detector.models.ModelManifest;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.detector.models.ModelPackageWriter;
import io.frameflow.detector.tensorflow.TensorFlowRuntime;
import io.frameflow.train.data.VocDataSet;
import io.frameflow.train.evaluation.EvaluationReport;
import io.frameflow.train.export.ModelExporter;
import io.frameflow.train.network.DetectorNetwork;
import io.frameflow.train.network.FrozenLayers;
import io.frameflow.train.network.NetworkShapes;
import io.frameflow.train.network.WeightArray;
import io.frameflow.train.sampling.ProposalCache;
import io.frameflow.train.sampling.RoiSampler;
import io.frameflow.train.sampling.ScaledImages;
import io.frameflow.train.solver.Checkpoint;
import io.frameflow.train.solver.LearningRate;
import io.frameflow.train.solver.SolverOptions;
import io.frameflow.train.solver.StepListener;
import io.frameflow.train.solver.Trainer;
import io.frameflow.train.solver.TrainingGraph;
import io.frameflow.train.weights.NetworkWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A run from annotated images to a model package. */
public final class Training {

  private static final String CREATED_BY = "frameflow train";

  private final TrainingOptions options;
  private final TrainingData data;
  private final Consumer<String> console;
  private final RunFolder folder;
  private final Optional<VocDataSet> validation;
  private final String configuration;

  private Training(
      TrainingOptions options,
      TrainingData data,
      Optional<VocDataSet> validation,
      Consumer<String> console) {
    this.options = options;
    this.data = data;
    this.validation = validation;
    this.console = console;
    this.folder = options.folder();
    this.configuration = RunConfiguration.of(options, data);
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
      Optional<VocDataSet> validation,
      Consumer<String> console)
      throws IOException {
    return new Training(options, data, validation, console).run();
  }

  private TrainingResult run() throws IOException {
    TensorFlowRuntime.load(options.session().threads());
    Files.createDirectories(folder.root());
    ModelPackageWriter.requireFree(folder.model());
    if (!options.resume() && Files.exists(folder.checkpoint())) {
      throw new IOException(
          "%s holds a training run already; continue it with --resume or choose another --out"
              .formatted(folder.root()));
    }
    Recipe recipe = options.recipe();
    long seed = recipe.solver().seed();
    DetectorNetwork network = recipe.network(data.labels().size());
    FrozenLayers.trained(
        recipe.backbone().name(), NetworkShapes.of(network).keySet(), solver().frozen());
    Optional<NetworkWeights> initial = initial(network);
    RunProposals proposals = RunProposals.prepare(recipe.proposals(), data, folder, seed, console);
    Map<String, WeightArray> weights;
    try (ImageDecoder decoder = new ImageDecoder();
        TrainingGraph graph =
            new TrainingGraph(
                network,
                solver(),
                options.session(),
                recipe.backbone().pixelMeans(),
                initial.isPresent() ? initial.get().read() : Map.of())) {
      train(graph, sampler(decoder, proposals));
      weights = graph.weights();
    }
    return export(network, weights, proposals);
  }

  private TrainingResult export(
      DetectorNetwork network, Map<String, WeightArray> weights, RunProposals proposals)
      throws IOException {
    Optional<EvaluationReport> report = Optional.empty();
    if (validation.isPresent()) {
      // Measured first: the figures are part of the manifest, and a package is written only once.
      Path draft = Files.createTempDirectory(folder.root(), ".draft-");
      ModelPackage unmeasured =
          ModelExporter.export(
              draft, manifest(proposals, Map.of()), network, weights, proposals.parameters());
      report = Optional.of(Validation.of(unmeasured, validation.get(), options.session()));
      delete(draft);
    }
    Map<String, Object> metrics = report.map(EvaluationReport::toMap).orElse(Map.of());
    ModelPackage model =
        ModelExporter.export(
            folder.model(), manifest(proposals, metrics), network, weights, proposals.parameters());
    console.accept("model package: " + folder.model());
    return new TrainingResult(model, report);
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> found = Files.walk(directory)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private void train(TrainingGraph graph, RoiSampler sampler) throws IOException {
    LearningRate learningRate = options.recipe().solver().learningRate();
    int first = resume(graph);
    try (MetricsLog log = MetricsLog.open(folder.metrics(), first);
        TrainingProgress progress = new TrainingProgress(learningRate.steps(), first, console)) {
      StepListener listener =
          (step, result, rate, nanos) -> {
            log.stepDone(step, result, rate, nanos);
            progress.stepDone(step, result, rate, nanos);
            int done = step + 1;
            if (done % options.checkpointEvery() == 0 || done == learningRate.steps()) {
              new Checkpoint(done, configuration, graph.weights(), graph.momenta())
                  .save(folder.checkpoint());
            }
          };
      new Trainer(graph, learningRate).run(sampler::batch, first, learningRate.steps(), listener);
      LossCurve.write(folder.lossCurve(), options.name(), log.rows());
    }
  }

  private int resume(TrainingGraph graph) throws IOException {
    if (!options.resume()) {
      return 0;
    }
    Checkpoint checkpoint = Checkpoint.load(folder.checkpoint());
    RunConfiguration.requireSame(folder.checkpoint(), checkpoint.configuration(), configuration);
    graph.restore(checkpoint.weights(), checkpoint.momenta());
    console.accept("continuing after step " + checkpoint.completedSteps());
    return checkpoint.completedSteps();
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
  private Optional<NetworkWeights> initial(DetectorNetwork network) throws IOException {
    return options.weights().isPresent()
        ? Optional.of(NetworkWeights.initial(options.weights().get(), network))
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

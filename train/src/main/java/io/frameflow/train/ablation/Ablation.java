package io.frameflow.train.ablation;

import io.frameflow.detector.tensorflow.TensorFlowRuntime;
import io.frameflow.train.ablation.design.Experiment;
import io.frameflow.train.ablation.design.Measure;
import io.frameflow.train.ablation.design.Results;
import io.frameflow.train.ablation.design.Variant;
import io.frameflow.train.ablation.experiments.Catalogue;
import io.frameflow.train.ablation.report.AblationReport;
import io.frameflow.train.data.DataSet;
import io.frameflow.train.runs.Drafts;
import io.frameflow.train.runs.TrainingData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Trains, measures and reports, seed by seed. What is done already, by an earlier process that was
 * killed perhaps, is not done again; what fails is told and left out, and the rest goes on.
 */
public final class Ablation {

  /** What came out. */
  public record Outcome(List<Experiment> experiments, Results results) {}

  private final AblationOptions options;
  private final DataSet training;
  private final DataSet validation;
  private final Consumer<String> console;
  private final AblationFolder folder;
  private final MeasurementStore store;
  private final Map<String, String> failedRuns = new HashMap<>();
  private final Results results = new Results();

  private Ablation(
      AblationOptions options, DataSet training, DataSet validation, Consumer<String> console) {
    this.options = options;
    this.training = training;
    this.validation = validation;
    this.console = console;
    this.folder = options.folder();
    this.store = new MeasurementStore(folder, console);
  }

  /**
   * Does all that is left to do.
   *
   * @param validation read with the labels of {@code training}
   * @param console receives lines about the progress
   * @throws IOException if the folder holds another ablation or is at work in another process, the
   *     data or the weights cannot be read, or the report cannot be written
   */
  public static Outcome run(
      AblationOptions options, DataSet training, DataSet validation, Consumer<String> console)
      throws IOException {
    Files.createDirectories(options.output());
    FolderLock lock = FolderLock.take(options.folder().lock());
    try {
      return new Ablation(options, training, validation, console).run();
    } finally {
      lock.close();
    }
  }

  private Outcome run() throws IOException {
    TrainingData data = TrainingData.of(training);
    String settings = AblationSettings.begin(options, data, validation);
    for (Path path : List.of(folder.root(), folder.measurements(), folder.models())) {
      Drafts.deleteIn(path);
    }
    TensorFlowRuntime.load(options.session().threads());
    List<Experiment> experiments =
        Catalogue.of(
            options.base(),
            training.labels().size(),
            options.experiments(),
            options.weights().isPresent(),
            options.svd());
    List<List<Work>> bySeed = new ArrayList<>();
    for (long seed = 1; seed <= options.seeds(); seed++) {
      bySeed.add(Work.of(experiments, seed));
    }
    List<Work> all = bySeed.stream().flatMap(List::stream).toList();
    List<Variant> variants = all.stream().map(Work::variant).filter(v -> v != null).toList();
    TrainedRuns runs =
        new TrainedRuns(options, data, new SharedProposals(folder, variants), console);
    TimeLeft left =
        new TimeLeft(all.stream().filter(w -> !isDone(w, runs)).mapToDouble(Work::cost).sum());
    if (options.experiments().contains(Catalogue.LAYERS) && options.weights().isEmpty()) {
      console.accept("layers is left out: there are no pretrained layers to freeze (--weights)");
    }
    int number = 0;
    for (List<Work> ofOneSeed : bySeed) {
      for (Work work : ofOneSeed) {
        number++;
        if (!recall(work, runs)) {
          console.accept("[%d/%d] %s%s".formatted(number, all.size(), work.words(), left.words()));
          long start = System.nanoTime();
          attempt(work, runs);
          left.done(work.cost(), (System.nanoTime() - start) / 1e9);
        }
      }
      if (number < all.size()) {
        reportSoFar(experiments, settings);
      }
    }
    AblationReport.write(folder.root(), experiments, results, settings);
    return new Outcome(experiments, results);
  }

  private void reportSoFar(List<Experiment> experiments, String settings) {
    try {
      AblationReport.write(folder.root(), experiments, results, settings);
    } catch (IOException | RuntimeException e) {
      console.accept("no report yet: " + reason(e));
    }
  }

  private boolean isDone(Work work, TrainedRuns runs) {
    return work.isTraining()
        ? runs.isFinished(work.variant(), work.seed())
        : Files.exists(folder.measurement(work.measurement(), work.seed()));
  }

  /** Whether the work was done before; its figures are taken from the store then. */
  private boolean recall(Work work, TrainedRuns runs) {
    if (work.isTraining()) {
      return runs.isFinished(work.variant(), work.seed());
    }
    Optional<Map<Measure, Double>> figures = store.load(work.measurement(), work.seed());
    figures.ifPresent(taken -> results.add(work.measurement(), work.seed(), taken));
    return figures.isPresent();
  }

  private void attempt(Work work, TrainedRuns runs) {
    try {
      if (work.isTraining()) {
        train(work, runs);
      } else {
        measure(work);
      }
    } catch (IOException | RuntimeException e) {
      // Whatever it is, the other experiments may still succeed.
      String reason = reason(e);
      console.accept("%s failed: %s".formatted(work.words(), reason));
      if (work.isTraining()) {
        failedRuns.put(key(work.variant(), work.seed()), reason);
      } else {
        results.fail(work.measurement(), work.seed(), reason);
      }
    }
  }

  private void train(Work work, TrainedRuns runs) throws IOException {
    if (work.variant().startsFrom().isPresent()) {
      requireTrained(work.variant().startsFrom().get(), work.seed());
    }
    runs.train(work.variant(), work.seed());
  }

  private void measure(Work work) throws IOException {
    for (Variant variant : work.measurement().variants()) {
      requireTrained(variant, work.seed());
    }
    long start = System.nanoTime();
    Map<Measure, Double> figures =
        work.measurement()
            .taking()
            .take(
                new RunBench(
                    folder, work.seed(), training, validation, options.session(), console));
    store.save(work.measurement(), work.seed(), figures, (System.nanoTime() - start) / 1e9);
    results.add(work.measurement(), work.seed(), figures);
  }

  private void requireTrained(Variant variant, long seed) throws IOException {
    String reason = failedRuns.get(key(variant, seed));
    if (reason != null) {
      throw new IOException("%s is not trained: %s".formatted(variant.id(), reason));
    }
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  private static String key(Variant variant, long seed) {
    return variant.id() + "-" + seed;
  }
}

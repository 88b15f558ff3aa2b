package io.frameflow.train.runs;

import io.frameflow.train.evaluation.EvaluationReport;
import io.frameflow.train.network.WeightArray;
import io.frameflow.train.solver.BatchSource;
import io.frameflow.train.solver.Checkpoint;
import io.frameflow.train.solver.CheckpointStore;
import io.frameflow.train.solver.LearningRate;
import io.frameflow.train.solver.StepListener;
import io.frameflow.train.solver.Trainer;
import io.frameflow.train.solver.TrainingDivergedException;
import io.frameflow.train.solver.TrainingGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The steps of a run from its last checkpoint to its end, with records, checkpoints and
 * measurements on the way.
 *
 * <p>All that a step depends on is in the checkpoint (weights, momenta, the step's number) or a
 * function of the seed and that number (batches, dropout), so a run that is killed anywhere and
 * continued ends with the same weights.
 */
final class TrainingSteps {

  /** Measures weights on the validation images. */
  @FunctionalInterface
  interface Measure {
    EvaluationReport of(Map<String, WeightArray> weights) throws IOException;
  }

  private final TrainingOptions options;
  private final RunFolder folder;
  private final String configuration;
  private final Optional<Measure> measure;
  private final Consumer<String> console;
  private final CheckpointStore checkpoints;
  private final LearningRate learningRate;

  /**
   * @param configuration goes into the checkpoints, and must be that of the one continued from
   * @param measure empty if there are no validation images
   */
  TrainingSteps(
      TrainingOptions options,
      String configuration,
      Optional<Measure> measure,
      Consumer<String> console) {
    this.options = options;
    this.folder = options.folder();
    this.configuration = configuration;
    this.measure = measure;
    this.console = console;
    this.checkpoints = new CheckpointStore(folder.checkpoint(), folder.checkpointBefore());
    this.learningRate = options.recipe().solver().learningRate();
  }

  /**
   * Takes the steps.
   *
   * @return the weights that the run is for: the last ones, or the best of a run with patience
   */
  Map<String, WeightArray> run(TrainingGraph graph, BatchSource batches) throws IOException {
    int done = resume(graph);
    int steps = learningRate.steps();
    Trainer trainer = new Trainer(graph, learningRate);
    try (RunRecords records = RunRecords.open(folder, done);
        TrainingProgress progress = new TrainingProgress(steps, done, console)) {
      StepListener listener =
          (step, result, rate, nanos) -> {
            records.stepDone(step, result, rate, nanos);
            progress.stepDone(step, result, rate, nanos);
            // Where a measurement is due, it must be on record before the state that follows it.
            if (!isMeasured(step + 1)
                && ((step + 1) % options.checkpointEvery() == 0 || step + 1 == steps)) {
              save(graph, records, step + 1);
            }
          };
      while (done < steps && !isStopped(records)) {
        int next = measure.isPresent() ? options.validation().nextStop(done, steps) : steps;
        trainer.run(batches, done, next, listener);
        done = next;
        if (isMeasured(done)) {
          measure(graph, records, done);
          save(graph, records, done);
        }
      }
      RunCurves.write(folder, options.name(), records);
      return result(graph, records);
    } catch (TrainingDivergedException e) {
      throw checkpoints.exists()
          ? new IOException(
              "%s, and another --out; the last checkpoint stays in %s"
                  .formatted(e.getMessage(), folder.checkpoint()),
              e)
          : e;
    }
  }

  private int resume(TrainingGraph graph) throws IOException {
    if (!options.resume()) {
      return 0;
    }
    Optional<Checkpoint> found = checkpoints.load(console);
    if (found.isEmpty()) {
      console.accept("there is no checkpoint yet, beginning with step 1");
      return 0;
    }
    Checkpoint checkpoint = found.get();
    RunConfiguration.requireSame(folder.checkpoint(), checkpoint.configuration(), configuration);
    int threads = options.session().threads();
    RunConfiguration.threads(checkpoint.configuration())
        .filter(before -> before != threads)
        .ifPresent(
            before ->
                console.accept(
                    "the run had %d threads and has %d now: its sums may differ in the last bits"
                        .formatted(before, threads)));
    graph.restore(checkpoint.weights(), checkpoint.momenta());
    console.accept("continuing after step " + checkpoint.completedSteps());
    return checkpoint.completedSteps();
  }

  private boolean isMeasured(int done) {
    return measure.isPresent() && options.validation().isDue(done, learningRate.steps());
  }

  private boolean isStopped(RunRecords records) {
    int patience = options.validation().patience();
    return patience > 0 && records.validation().sinceBest() >= patience;
  }

  private void measure(TrainingGraph graph, RunRecords records, int done) throws IOException {
    Map<String, WeightArray> weights = graph.weights();
    requireFinite(weights, done);
    EvaluationReport report = measure.orElseThrow().of(weights);
    records.measured(done, report);
    console.accept(
        String.format(
            Locale.ROOT,
            "after step %d: mAP@.5 %.4f, @.5:.95 %.4f",
            done,
            report.map50(),
            report.map5095()));
    if (!options.validation().stopsEarly()) {
      return;
    }
    boolean isBest = records.validation().best().filter(row -> row.step() == done).isPresent();
    if (isBest) {
      new Checkpoint(done, configuration, weights, Map.of()).save(folder.best());
    }
    if (isStopped(records)) {
      console.accept(
          "stopping early: no better mAP@.5 in the last %d measurements"
              .formatted(options.validation().patience()));
    }
  }

  private void save(TrainingGraph graph, RunRecords records, int done) throws IOException {
    Map<String, WeightArray> weights = graph.weights();
    requireFinite(weights, done);
    records.steps().force();
    checkpoints.save(new Checkpoint(done, configuration, weights, graph.momenta()));
  }

  /** A loss is measured before its update, so that the update may be the one that overflows. */
  private static void requireFinite(Map<String, WeightArray> weights, int done)
      throws TrainingDivergedException {
    for (Map.Entry<String, WeightArray> weight : weights.entrySet()) {
      for (float value : weight.getValue().values()) {
        if (!Float.isFinite(value)) {
          throw new TrainingDivergedException(done, weight.getKey());
        }
      }
    }
  }

  private Map<String, WeightArray> result(TrainingGraph graph, RunRecords records)
      throws IOException {
    Optional<ValidationLog.Row> best = records.validation().best();
    if (!options.validation().stopsEarly() || best.isEmpty() || !Files.exists(folder.best())) {
      return graph.weights();
    }
    Checkpoint kept = Checkpoint.load(folder.best());
    console.accept("taking the weights after step " + kept.completedSteps());
    return kept.weights();
  }
}

package io.frameflow.train.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.detector.Precision;
import io.frameflow.detector.tensorflow.TensorFlowRuntime;
import io.frameflow.train.evaluation.ClassResult;
import io.frameflow.train.evaluation.EvaluationReport;
import io.frameflow.train.network.WeightArray;
import io.frameflow.train.solver.Checkpoint;
import io.frameflow.train.solver.SessionSettings;
import io.frameflow.train.solver.SolverOptions;
import io.frameflow.train.solver.TinyTask;
import io.frameflow.train.solver.TrainingGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingStepsTest {

  private static final String SETTINGS = "{\"run\": {}}";
  private static final int STEPS = 20;

  @TempDir Path folder;
  private final List<String> console = new ArrayList<>();
  private final List<Integer> measuredAfter = new ArrayList<>();
  private final List<Integer> checkpointsWhenMeasured = new ArrayList<>();

  @BeforeAll
  static void loadTensorFlow() throws Exception {
    TensorFlowRuntime.load(2);
  }

  @Test
  void trainingStopsWhereItNoLongerGetsBetterAndTakesTheBestWeights() throws Exception {
    Map<String, WeightArray> after8 = weightsAfter(8);
    Map<String, WeightArray> taken = run(new ValidationPlan(4, 2), false, .01f, .2, .6, .6, .5, .9);

    assertThat(measuredAfter).containsExactly(4, 8, 12, 16);
    assertThat(taken).isEqualTo(after8);
    assertThat(console)
        .contains(
            "stopping early: no better mAP@.5 in the last 2 measurements",
            "taking the weights after step 8");
    assertThat(files().validation()).content().startsWith("step,map50,map50_voc07,map5095\n4,0.2");
    assertThat(Files.readAllLines(files().metrics())).hasSize(17);
    assertThat(files().validationCurve()).isNotEmptyFile();

    assertThat(run(new ValidationPlan(4, 2), true, .01f))
        .as("a stopped run stays stopped")
        .isEqualTo(after8);
    assertThat(measuredAfter).hasSize(4);
  }

  @Test
  void withoutPatienceARunIsMeasuredAndTakesItsLastWeights() throws Exception {
    Map<String, WeightArray> taken = run(new ValidationPlan(8, 0), false, .01f, .9, .1, .05);

    assertThat(measuredAfter).containsExactly(8, 16, 20);
    assertThat(checkpointsWhenMeasured)
        .as("a measurement is on record before the state that follows it")
        .containsExactly(5, 15, 16);
    assertThat(taken).isEqualTo(weightsAfter(STEPS));
    assertThat(files().best()).doesNotExist();
  }

  @Test
  void aMeasurementThatAKillTookAwayIsTakenAgain() throws Exception {
    ValidationPlan plan = new ValidationPlan(4, 3);
    Map<String, WeightArray> whole = run(plan, false, .01f, .1, .2, .3, .4, .5);
    List<String> measurements = Files.readAllLines(files().validation());
    // As if killed after the measurement at 12 and before its checkpoint.
    Checkpoint state = new Checkpoint(8, SETTINGS, weightsAfter(8), momentaAfter(8));
    state.save(files().checkpoint());
    measuredAfter.clear();

    Map<String, WeightArray> again = run(plan, true, .01f, .3, .4, .5);
    assertThat(measuredAfter).containsExactly(12, 16, 20);
    assertThat(again).isEqualTo(whole);
    assertThat(Files.readAllLines(files().validation())).isEqualTo(measurements);
  }

  @Test
  void divergenceIsOneLineThatNamesTheLastCheckpoint() throws Exception {
    run(ValidationPlan.AT_THE_END, false, .01f);
    Checkpoint good = Checkpoint.load(files().checkpointBefore());
    good.save(files().checkpoint());

    assertThatThrownBy(() -> run(ValidationPlan.AT_THE_END, true, 1e8f))
        .isInstanceOf(IOException.class)
        .hasMessageMatching(
            "training diverged (at|by) step \\d+ \\(.*\\): lower --learning-rate .*or set a smaller"
                + " --gradient-clip, and another --out; the last checkpoint stays in "
                + files().checkpoint());
    for (WeightArray weight : Checkpoint.load(files().checkpoint()).weights().values()) {
      for (float value : weight.values()) {
        assertThat(Float.isFinite(value)).isTrue();
      }
    }
  }

  @Test
  void anUpdateThatOverflowsIsNoCheckpoint() {
    SolverOptions wild =
        new SolverOptions(solver(Float.MAX_VALUE).learningRate(), 0, 0, 0, 1e6f, 1, List.of(), 3);
    TrainingOptions options =
        new TrainingOptions(
            Recipes.of("plain").withSolver(wild),
            Optional.empty(),
            folder,
            "tiny",
            "1",
            1,
            false,
            new SessionSettings(2, Precision.FP32));
    try (TrainingGraph graph = TinyTask.graph(wild)) {
      assertThatThrownBy(
              () ->
                  new TrainingSteps(options, SETTINGS, Optional.empty(), console::add)
                      .run(graph, TinyTask::batch))
          .hasMessageMatching("training diverged by step 1 \\(values of \\S+ are no longer .*");
    }
    assertThat(files().checkpoint()).doesNotExist();
  }

  @Test
  void plansThatCannotBeFollowedAreRefused() {
    assertThatThrownBy(() -> new ValidationPlan(0, 2)).hasMessageContaining("--validate-every");
    assertThatThrownBy(() -> new ValidationPlan(-1, 0)).hasMessageContaining("0 or more");
    ValidationPlan plan = new ValidationPlan(Integer.MAX_VALUE, 1);
    assertThat(plan.nextStop(5, 10)).isEqualTo(10);
    assertThat(new ValidationPlan(4, 0).nextStop(4, 10)).isEqualTo(8);
    assertThat(new ValidationPlan(4, 0).isDue(10, 10)).isTrue();
    assertThat(ValidationPlan.AT_THE_END.isDue(10, 10)).isFalse();
  }

  private Map<String, WeightArray> run(
      ValidationPlan plan, boolean resume, float rate, double... figures) throws IOException {
    TrainingSteps.Measure measure =
        weights -> {
          int step = measuredAfter.size() < figures.length ? measuredAfter.size() : 0;
          measuredAfter.add(stepsTaken());
          if (Files.exists(files().checkpoint())) {
            checkpointsWhenMeasured.add(Checkpoint.load(files().checkpoint()).completedSteps());
          }
          return report(figures[step]);
        };
    TrainingOptions options = options(plan, resume, rate);
    try (TrainingGraph graph = TinyTask.graph(options.recipe().solver())) {
      return new TrainingSteps(options, SETTINGS, Optional.of(measure), console::add)
          .run(graph, TinyTask::batch);
    }
  }

  private int stepsTaken() throws IOException {
    return Files.readAllLines(files().metrics()).size() - 1;
  }

  private TrainingOptions options(ValidationPlan plan, boolean resume, float rate) {
    return new TrainingOptions(
        Recipes.of("plain").withSolver(solver(rate)),
        Optional.empty(),
        folder,
        "tiny",
        "1",
        5,
        resume,
        new SessionSettings(2, Precision.FP32),
        plan);
  }

  private static SolverOptions solver(float rate) {
    return TinyTask.options(rate, STEPS);
  }

  private static Map<String, WeightArray> weightsAfter(int steps) {
    try (TrainingGraph graph = trained(steps)) {
      return graph.weights();
    }
  }

  private static Map<String, WeightArray> momentaAfter(int steps) {
    try (TrainingGraph graph = trained(steps)) {
      return graph.momenta();
    }
  }

  private static TrainingGraph trained(int steps) {
    SolverOptions solver = solver(.01f);
    TrainingGraph graph = TinyTask.graph(solver);
    for (int step = 0; step < steps; step++) {
      graph.step(TinyTask.prepared(step), step, solver.learningRate().at(step));
    }
    return graph;
  }

  private static EvaluationReport report(double map) {
    return new EvaluationReport(
        1, 1, List.of(new ClassResult("square", 1, 0, 1, 0, map, map, map / 2)));
  }

  private RunFolder files() {
    return new RunFolder(folder);
  }
}

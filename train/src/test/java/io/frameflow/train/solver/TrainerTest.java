package io.frameflow.train.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.detector.tensorflow.TensorFlowRuntime;
import io.frameflow.train.network.Safetensors;
import io.frameflow.train.network.WeightArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {

  private static final int STEPS = 120;

  @TempDir Path folder;

  @BeforeAll
  static void loadTensorFlow() throws Exception {
    TensorFlowRuntime.load(2);
  }

  @Test
  void aTinyNetworkLearnsATinyTask() throws Exception {
    try (TrainingGraph graph = TinyTask.graph(TinyTask.options(.01f, STEPS))) {
      List<StepResult> results = train(graph, .01f, 0, STEPS);

      assertThat(mean(results.subList(0, 10))).isGreaterThan(.5);
      assertThat(mean(results.subList(STEPS - 10, STEPS))).isLessThan(.1);
    }
  }

  @Test
  void theSameSeedGivesTheSameRunWithDropoutToo() throws Exception {
    List<StepResult> first;
    List<StepResult> second;
    try (TrainingGraph graph = TinyTask.graph(dropout())) {
      first = train(graph, .01f, 0, 30);
    }
    try (TrainingGraph graph = TinyTask.graph(dropout())) {
      second = train(graph, .01f, 0, 30);
    }

    assertThat(second).isEqualTo(first);
    assertThat(first.stream().distinct()).hasSize(30);
  }

  @Test
  void aResumedRunTakesTheStepsThatItWouldHaveTaken() throws Exception {
    Path file = folder.resolve("checkpoint");
    List<StepResult> whole;
    try (TrainingGraph graph = TinyTask.graph(dropout())) {
      whole = new ArrayList<>(train(graph, .01f, 0, 12));
      new Checkpoint(12, "settings", graph.weights(), graph.momenta()).save(file);
      whole.addAll(train(graph, .01f, 12, 30));
    }
    Checkpoint checkpoint = Checkpoint.load(file);
    assertThat(checkpoint.completedSteps()).isEqualTo(12);
    assertThat(checkpoint.configuration()).isEqualTo("settings");
    try (TrainingGraph graph = TinyTask.graph(dropout())) {
      graph.restore(checkpoint.weights(), checkpoint.momenta());

      assertThat(train(graph, .01f, 12, 30)).isEqualTo(whole.subList(12, 30));
    }
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void divergenceNamesTheStepAndTheRemedy() {
    assertThatThrownBy(
            () -> {
              try (TrainingGraph graph = TinyTask.graph(TinyTask.options(1e6f, STEPS))) {
                train(graph, 1e6f, 0, STEPS);
              }
            })
        .isInstanceOf(TrainingDivergedException.class)
        .hasMessageMatching("training diverged at step \\d+ .*--learning-rate.*--gradient-clip");
  }

  @Test
  void aBatchThatCannotBeMadeEndsTheRunWithItsReason() {
    LearningRate rate = TinyTask.options(.01f, STEPS).learningRate();
    try (TrainingGraph graph = TinyTask.graph(TinyTask.options(.01f, STEPS))) {
      assertThatThrownBy(
              () ->
                  new Trainer(graph, rate)
                      .run(
                          step -> {
                            throw new IOException("frame 7 is broken");
                          },
                          0,
                          2,
                          (step, result, r, nanos) -> {}))
          .isInstanceOf(IOException.class)
          .hasMessage("frame 7 is broken");
    }
  }

  @Test
  void aFileThatIsNoCheckpointIsRefused() throws Exception {
    Path file = folder.resolve("checkpoint");
    Files.writeString(file, "nothing of the kind");
    assertThatThrownBy(() -> Checkpoint.load(file)).hasMessageContaining(file.toString());

    Map<String, WeightArray> none = Map.of();
    new Safetensors(none, Map.of()).write(file);
    assertThatThrownBy(() -> Checkpoint.load(file))
        .hasMessage(file + ": not a checkpoint of a training run");
  }

  @Test
  void learningRatesRiseAndFallAsDescribed() {
    LearningRate steps = new LearningRate(LearningRate.Decay.STEPS, .001f, 40_000, 0);
    assertThat(rates(steps, 0, 29_999, 30_000, 39_999))
        .containsExactly(new float[] {.001f, .001f, .0001f, .0001f}, Offset.offset(1e-9f));
    LearningRate cosine = new LearningRate(LearningRate.Decay.COSINE, 1, 100, 10);
    assertThat(rates(cosine, 0, 4, 9)).containsExactly(.1f, .5f, 1f);
    assertThat(rates(cosine, 50, 99)[0]).isBetween(.501f, .503f);
    assertThat(rates(cosine, 99)[0]).isBetween(.002f, .003f);
    assertThatThrownBy(() -> new LearningRate(LearningRate.Decay.STEPS, 0, 1, 0))
        .hasMessage("learning rate is 0.0; it must be positive");
  }

  private static float[] rates(LearningRate rate, int... steps) {
    float[] rates = new float[steps.length];
    for (int i = 0; i < steps.length; i++) {
      rates[i] = rate.at(steps[i]);
    }
    return rates;
  }

  private static SolverOptions dropout() {
    SolverOptions plain = TinyTask.options(.01f, STEPS);
    return new SolverOptions(
        plain.learningRate(), .9f, 5e-4f, 5, 1, .5f, plain.frozen(), plain.seed());
  }

  private static List<StepResult> train(TrainingGraph graph, float rate, int first, int end)
      throws IOException {
    List<StepResult> results = new ArrayList<>();
    LearningRate learningRate = TinyTask.options(rate, STEPS).learningRate();
    new Trainer(graph, learningRate)
        .run(TinyTask::batch, first, end, (step, result, r, nanos) -> results.add(result));
    return results;
  }

  private static double mean(List<StepResult> results) {
    return results.stream().mapToDouble(StepResult::classLoss).average().orElseThrow();
  }
}

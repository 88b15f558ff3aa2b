package io.frameflow.train.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.frameflow.detector.tensorflow.TensorFlowRuntime;
import io.frameflow.train.network.WeightArray;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TrainingGraphTest {

  @BeforeAll
  static void loadTensorFlow() throws Exception {
    TensorFlowRuntime.load(2);
  }

  @Test
  void updatesFollowTheGradientThroughTheWholeNetwork() {
    SolverOptions plain =
        new SolverOptions(
            new LearningRate(LearningRate.Decay.STEPS, 1, 1, 0), 0, 0, 0, 1, 1, List.of(), 3);
    PreparedBatch batch = TinyTask.prepared(0);
    try (TrainingGraph graph = TinyTask.graph(plain)) {
      Map<String, WeightArray> start = graph.weights();
      Map<String, WeightArray> still = graph.momenta();
      graph.step(batch, 0, 1);
      Map<String, WeightArray> moved = graph.weights();
      Random random = new Random(17);
      for (String name : List.of("c1.weight", "c3.bias", "fire2/tap.weight", "bbox_pred.weight")) {
        for (int k = 0; k < 4; k++) {
          int i = random.nextInt(start.get(name).values().length);
          float gradient = start.get(name).values()[i] - moved.get(name).values()[i];
          float step = 2e-3f;
          float above = lossAt(graph, batch, start, still, name, i, step);
          float below = lossAt(graph, batch, start, still, name, i, -step);
          assertThat(gradient)
              .as("%s[%d]", name, i)
              .isCloseTo((above - below) / (2 * step), within(.02f * (1 + Math.abs(gradient))));
        }
      }
    }
  }

  private static float lossAt(
      TrainingGraph graph,
      PreparedBatch batch,
      Map<String, WeightArray> start,
      Map<String, WeightArray> momenta,
      String name,
      int index,
      float change) {
    Map<String, WeightArray> changed = new LinkedHashMap<>(start);
    float[] values = start.get(name).values().clone();
    values[index] += change;
    changed.put(name, new WeightArray(start.get(name).shape(), values));
    graph.restore(changed, momenta);
    StepResult result = graph.step(batch, 0, 0);
    return result.classLoss() + result.boxLoss();
  }

  @Test
  void frozenLayersStayAndDecayShrinksWeightsOnly() {
    SolverOptions options =
        new SolverOptions(
            new LearningRate(LearningRate.Decay.STEPS, .1f, 1, 0),
            0,
            .5f,
            1e-9f,
            1,
            1,
            List.of("c1", "fire2/conv"),
            3);
    try (TrainingGraph graph = TinyTask.graph(options)) {
      Map<String, WeightArray> before = new LinkedHashMap<>(graph.weights());
      before.computeIfPresent("c3.bias", TrainingGraphTest::ones);
      graph.restore(before, graph.momenta());
      graph.step(TinyTask.prepared(0), 0, .1f);
      Map<String, WeightArray> after = graph.weights();

      assertThat(graph.momenta()).doesNotContainKeys("c1.weight", "c1.bias");
      assertThat(after.get("c1.weight")).isEqualTo(before.get("c1.weight"));
      assertThat(after.get("fire2/conv3x3_2.bias")).isEqualTo(before.get("fire2/conv3x3_2.bias"));
      float[] wide = before.get("c3.weight").values();
      float[] shrunk = after.get("c3.weight").values();
      for (int i = 0; i < wide.length; i++) {
        assertThat(shrunk[i]).isCloseTo(.95f * wide[i], within(1e-6f));
      }
      assertThat(after.get("c3.bias").values()).containsOnly(1f);
    }
  }

  private static WeightArray ones(String name, WeightArray like) {
    float[] ones = new float[like.values().length];
    Arrays.fill(ones, 1);
    return new WeightArray(like.shape(), ones);
  }

  @Test
  void clippingBoundsTheUpdate() {
    SolverOptions options =
        new SolverOptions(
            new LearningRate(LearningRate.Decay.STEPS, 1, 1, 0), 0, 0, .25f, 1, 1, List.of(), 3);
    try (TrainingGraph graph = TinyTask.graph(options)) {
      Map<String, WeightArray> before = graph.weights();
      StepResult result = graph.step(TinyTask.prepared(0), 0, 1);
      double squares = 0;
      for (Map.Entry<String, WeightArray> entry : graph.weights().entrySet()) {
        float[] old = before.get(entry.getKey()).values();
        for (int i = 0; i < old.length; i++) {
          squares += Math.pow(entry.getValue().values()[i] - old[i], 2);
        }
      }
      assertThat(result.gradientNorm()).isGreaterThan(.25f);
      assertThat(Math.sqrt(squares)).isCloseTo(.25, within(1e-3));
    }
  }

  @Test
  void freezingWhatDoesNotExistIsRefused() {
    assertThatThrownBy(() -> TinyTask.graph(TinyTask.options(1, 1).withFrozen(List.of("fire9"))))
        .hasMessage(
            "no layer of tiny starts with 'fire9', so it cannot be frozen; the layers are c1,"
                + " fire2/conv1x1_1, fire2/conv1x1_2, fire2/conv3x3_2, c3, fire2/tap, fc6, fc7,"
                + " cls_score, bbox_pred");
    assertThatThrownBy(() -> TinyTask.graph(TinyTask.options(1, 1).withFrozen(List.of(""))))
        .hasMessageContaining("nothing to train");
  }
}

package io.frameflow.train.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.frameflow.detector.Precision;
import io.frameflow.detector.tensorflow.TensorFlowRuntime;
import io.frameflow.train.network.WeightArray;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LayerRatesTest {

  @BeforeAll
  static void loadTensorFlow() throws Exception {
    TensorFlowRuntime.load(2);
  }

  @Test
  void biasesLearnTwiceAsFastAsPublishedAndALayerWithRateZeroStays() {
    Map<String, WeightArray> before;
    Map<String, WeightArray> alike;
    Map<String, WeightArray> published;
    try (TrainingGraph graph = TinyTask.graph(options(LayerRates.EQUAL))) {
      before = graph.weights();
      graph.step(TinyTask.prepared(0), 0, .01f);
      alike = graph.weights();
    }
    LayerRates rates = new LayerRates(2, Map.of("fc", .5f, "fc7", 0f));
    try (TrainingGraph graph = TinyTask.graph(options(rates))) {
      graph.step(TinyTask.prepared(0), 0, .01f);
      published = graph.weights();
    }
    Map<String, Float> multiples =
        Map.of(
            "c1.weight",
            1f,
            "c1.bias",
            2f,
            "fc6.weight",
            .5f,
            "fc6.bias",
            1f,
            "fc7.weight",
            0f,
            "fc7.bias",
            0f,
            "cls_score.bias",
            2f);
    multiples.forEach(
        (name, multiple) -> {
          float[] start = before.get(name).values();
          for (int i = 0; i < start.length; i++) {
            float usual = alike.get(name).values()[i] - start[i];
            assertThat(published.get(name).values()[i] - start[i])
                .as(name)
                .isCloseTo(usual * multiple, within(Math.abs(usual) * .02f + 1e-7f));
          }
        });
  }

  @Test
  void aRateOfNoLayerIsRefused() {
    assertThatThrownBy(() -> TinyTask.graph(options(new LayerRates(1, Map.of("fire9", 2f)))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no trained weight starts with 'fire9', so it has no learning rate");
    assertThatThrownBy(() -> new LayerRates(-1, Map.of()))
        .hasMessage("learning rate of biases is -1.0 times the usual; it must be 0 or more");
  }

  @Test
  void fillersDrawWhatTheyPromiseAndLeaveGivenWeightsAlone() {
    Map<String, long[]> shapes = new HashMap<>();
    shapes.put("conv.weight", new long[] {3, 3, 20, 100});
    shapes.put("fc6.weight", new long[] {300, 100});
    shapes.put("fc6.bias", new long[] {100});
    shapes.put("cls_score.weight", new long[] {300, 100});
    shapes.put("bbox_pred.weight", new long[] {300, 100});
    shapes.put("given.weight", new long[] {300, 100});

    Map<String, WeightArray> xavier =
        StartingWeights.of(Filler.XAVIER, shapes, Set.of("given.weight"), 7);
    double limit = Math.sqrt(3.0 / (3 * 3 * 20));
    assertThat(deviation(xavier, "conv.weight")).isCloseTo(limit / Math.sqrt(3), within(.001));
    assertThat(max(xavier, "conv.weight")).isLessThan(limit).isGreaterThan(.98 * limit);
    Map<String, WeightArray> gaussian =
        StartingWeights.of(Filler.GAUSSIAN, shapes, Set.of("given.weight"), 7);
    assertThat(deviation(gaussian, "fc6.weight")).isCloseTo(.01, within(.0002));
    assertThat(max(gaussian, "fc6.weight")).as("not cut off").isGreaterThan(.03);
    for (Map<String, WeightArray> drawn : List.of(xavier, gaussian)) {
      assertThat(deviation(drawn, "cls_score.weight")).isCloseTo(.01, within(.0002));
      assertThat(deviation(drawn, "bbox_pred.weight")).isCloseTo(.001, within(.00002));
      assertThat(drawn).doesNotContainKeys("given.weight", "fc6.bias").hasSize(4);
    }
    assertThat(StartingWeights.of(Filler.HE, shapes, Set.of(), 7)).isEmpty();
    assertThat(StartingWeights.of(Filler.XAVIER, shapes, Set.of("given.weight"), 7))
        .isEqualTo(xavier)
        .isNotEqualTo(StartingWeights.of(Filler.XAVIER, shapes, Set.of("given.weight"), 8));
  }

  @Test
  void anotherFillerReachesTheGraphButNotWhatIsGiven() {
    Map<String, WeightArray> usual;
    try (TrainingGraph graph = TinyTask.graph(TinyTask.options(.01f, 10))) {
      usual = graph.weights();
    }
    SolverOptions gaussian = TinyTask.options(.01f, 10).with(LayerRates.EQUAL, Filler.GAUSSIAN);
    try (TrainingGraph graph =
        new TrainingGraph(
            TinyTask.network(),
            gaussian,
            new SessionSettings(2, Precision.FP32),
            TinyTask.MEANS,
            Map.of("c1.weight", usual.get("c1.weight")))) {
      Map<String, WeightArray> filled = graph.weights();
      assertThat(filled.get("c1.weight")).isEqualTo(usual.get("c1.weight"));
      assertThat(deviation(filled, "fc6.weight")).isCloseTo(.01, within(.001));
      assertThat(deviation(filled, "bbox_pred.weight")).isCloseTo(.001, within(.0002));
      assertThat(max(filled, "fc6.bias")).isZero();
    }
  }

  private static SolverOptions options(LayerRates rates) {
    return TinyTask.options(.01f, 10).with(rates, Filler.HE);
  }

  private static double deviation(Map<String, WeightArray> weights, String name) {
    double squares = 0;
    for (float value : weights.get(name).values()) {
      squares += value * value;
    }
    return Math.sqrt(squares / weights.get(name).values().length);
  }

  private static double max(Map<String, WeightArray> weights, String name) {
    double max = 0;
    for (float value : weights.get(name).values()) {
      max = Math.max(max, Math.abs(value));
    }
    return max;
  }
}

package io.frameflow.train.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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
        .hasMessage(
            "no weight of backbone tiny or its head starts with 'fire9', so it has no learning"
                + " rate");
    assertThatThrownBy(() -> new LayerRates(-1, Map.of()))
        .hasMessage("learning rate of biases is -1.0 times the usual; it must be 0 or more");
  }

  @Test
  void fillersDrawWhatTheyPromiseAndLeaveGivenWeightsAlone() {
    Map<String, WeightArray> values = new HashMap<>();
    values.put("conv.weight", zeros(3, 3, 20, 100));
    values.put("fc6.weight", zeros(300, 100));
    values.put("fc6.bias", zeros(100));
    values.put("cls_score.weight", zeros(300, 100));
    values.put("bbox_pred.weight", zeros(300, 100));
    values.put("given.weight", zeros(300, 100));

    Map<String, WeightArray> xavier =
        StartingWeights.of(Filler.XAVIER, values, Set.of("given.weight"), 7);
    double limit = Math.sqrt(3.0 / (3 * 3 * 20));
    assertThat(deviation(xavier, "conv.weight")).isCloseTo(limit / Math.sqrt(3), within(.001));
    assertThat(max(xavier, "conv.weight")).isLessThan(limit).isGreaterThan(.98 * limit);
    Map<String, WeightArray> gaussian =
        StartingWeights.of(Filler.GAUSSIAN, values, Set.of("given.weight"), 7);
    assertThat(deviation(gaussian, "fc6.weight")).isCloseTo(.01, within(.0002));
    assertThat(max(gaussian, "fc6.weight")).as("not cut off").isGreaterThan(.03);
    for (Map<String, WeightArray> drawn : List.of(xavier, gaussian)) {
      assertThat(deviation(drawn, "cls_score.weight")).isCloseTo(.01, within(.0002));
      assertThat(deviation(drawn, "bbox_pred.weight")).isCloseTo(.001, within(.00002));
      assertThat(max(drawn, "given.weight")).isZero();
      assertThat(max(drawn, "fc6.bias")).isZero();
    }
    assertThat(StartingWeights.of(Filler.HE, values, Set.of(), 7)).isSameAs(values);
    assertThat(StartingWeights.of(Filler.XAVIER, values, Set.of("given.weight"), 7))
        .isEqualTo(xavier)
        .isNotEqualTo(StartingWeights.of(Filler.XAVIER, values, Set.of("given.weight"), 8));
  }

  private static SolverOptions options(LayerRates rates) {
    return TinyTask.options(.01f, 10).with(rates, Filler.HE);
  }

  private static WeightArray zeros(long... shape) {
    return new WeightArray(shape, new float[WeightArray.size(shape)]);
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

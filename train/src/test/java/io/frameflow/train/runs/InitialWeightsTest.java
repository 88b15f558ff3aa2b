package io.frameflow.train.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.detector.tensorflow.TensorFlowRuntime;
import io.frameflow.train.network.DetectorNetwork;
import io.frameflow.train.network.Safetensors;
import io.frameflow.train.network.WeightArray;
import io.frameflow.train.solver.Checkpoint;
import io.frameflow.train.solver.TinyTask;
import io.frameflow.train.solver.TrainingGraph;
import io.frameflow.train.weights.GeneratedWeights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitialWeightsTest {

  @TempDir Path temp;

  @BeforeAll
  static void loadTensorFlow() throws IOException {
    TensorFlowRuntime.load(2);
  }

  @Test
  void aCheckpointGivesAllWeightsAsTheyAre() throws IOException {
    Path file = temp.resolve("checkpoint.safetensors");
    Map<String, WeightArray> weights = weights();
    new Checkpoint(7, "{}", weights, weights).save(file);

    Map<String, WeightArray> read = InitialWeights.open(file, TinyTask.network()).read();

    assertThat(read).containsOnlyKeys(weights.keySet()).containsKey("bbox_pred.weight");
    weights.forEach(
        (name, value) ->
            assertThat(read.get(name).values()).as(name).containsExactly(value.values()));
  }

  @Test
  void aFileOfWeightsGivesTheBackboneInTheNetworksLayout() throws IOException {
    Path file = temp.resolve("weights.safetensors");
    DetectorNetwork network = TinyTask.network();
    new Safetensors(GeneratedWeights.of(network, 1), Map.of()).write(file);

    assertThat(InitialWeights.open(file, network).read())
        .containsKey("c1.weight")
        .doesNotContainKey("bbox_pred.weight");
  }

  @Test
  void aCheckpointOfAnotherNetworkIsToldWithTheFirstDifference() throws IOException {
    Path file = temp.resolve("checkpoint.safetensors");
    Map<String, WeightArray> weights = new LinkedHashMap<>(weights());
    new Checkpoint(7, "{}", weights, Map.of()).save(file);
    DetectorNetwork tiny = TinyTask.network();
    DetectorNetwork more = new DetectorNetwork(tiny.backbone(), tiny.taps(), tiny.hiddenSizes(), 3);
    assertThatThrownBy(() -> InitialWeights.open(file, more))
        .isInstanceOf(IOException.class)
        .hasMessage(
            file
                + " is of another network than tiny: cls_score.weight is [16, 3], but must be"
                + " [16, 4]");

    weights.remove("fc6.bias");
    new Checkpoint(7, "{}", weights, Map.of()).save(file);
    assertThatThrownBy(() -> InitialWeights.open(file, tiny))
        .hasMessageContaining("fc6.bias is missing, but must be [24]");
  }

  private static Map<String, WeightArray> weights() {
    try (TrainingGraph graph = TinyTask.graph(TinyTask.options(.01f, 1))) {
      return graph.weights();
    }
  }
}

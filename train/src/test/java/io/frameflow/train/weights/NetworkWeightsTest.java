package io.frameflow.train.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.detector.tensorflow.TensorFlowRuntime;
import io.frameflow.train.caffe.CaffeModelWriter;
import io.frameflow.train.network.Backbone;
import io.frameflow.train.network.Backbones;
import io.frameflow.train.network.DetectorNetwork;
import io.frameflow.train.network.Layer.CaffeConvolution;
import io.frameflow.train.network.Layer.Fire;
import io.frameflow.train.network.PaperNetworks;
import io.frameflow.train.network.RoiBins;
import io.frameflow.train.network.Safetensors;
import io.frameflow.train.network.Tap;
import io.frameflow.train.network.TinyPaperNetwork;
import io.frameflow.train.network.WeightArray;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkWeightsTest {

  /** Two 1x1 convolutions, the second in two groups, four bins and one hidden layer. */
  private static final DetectorNetwork NETWORK =
      new DetectorNetwork(
          new Backbone(
              "small",
              List.of(
                  new CaffeConvolution("one", 1, 1, 0, 1, 2),
                  new CaffeConvolution("two", 1, 1, 0, 2, 2))),
          List.of(new Tap("two", 1, 0, 1f, 0, new RoiBins(2, true))),
          List.of(1),
          1);

  @TempDir Path folder;

  @BeforeAll
  static void loadTensorFlow() throws Exception {
    TensorFlowRuntime.load(2);
  }

  @ParameterizedTest
  @EnumSource
  void everyLayerIsTurnedToTheNetworksLayout(CaffeModelWriter.Age age) throws Exception {
    Path file = folder.resolve("small.caffemodel");
    CaffeModelWriter.write(file, age, tensors());

    assertTurned(NetworkWeights.whole(file, NETWORK).read());
  }

  @Test
  void safetensorsHaveTheSameLayout() throws Exception {
    Path file = folder.resolve("small.safetensors");
    new Safetensors(tensors(), Map.of()).write(file);

    assertTurned(NetworkWeights.whole(file, NETWORK).read());
  }

  private static Map<String, WeightArray> tensors() {
    Map<String, WeightArray> tensors = new LinkedHashMap<>();
    tensors.put("one.weight", weight(new long[] {2, 3, 1, 1}, 1, 2, 3, 4, 5, 6));
    tensors.put("one.bias", weight(new long[] {2}, 7, 8));
    tensors.put("two.weight", weight(new long[] {2, 1, 1, 1}, 9, 10));
    tensors.put("two.bias", weight(new long[] {2}, 11, 12));
    tensors.put("fc6.weight", weight(new long[] {1, 8}, 1, 2, 3, 4, 5, 6, 7, 8));
    tensors.put("fc6.bias", weight(new long[] {1}, 13));
    tensors.put("cls_score.weight", weight(new long[] {2, 1}, 14, 15));
    tensors.put("cls_score.bias", weight(new long[] {2}, 16, 17));
    tensors.put("bbox_pred.weight", weight(new long[] {8, 1}, 1, 2, 3, 4, 5, 6, 7, 8));
    tensors.put("bbox_pred.bias", weight(new long[] {8}, 1, 2, 3, 4, 5, 6, 7, 8));
    return tensors;
  }

  private static void assertTurned(Map<String, WeightArray> weights) {
    assertThat(weights).containsOnlyKeys(tensors().keySet());
    assertThat(weights.get("one.weight"))
        .as("blue, green, red become red, green, blue in the first layer only")
        .isEqualTo(weight(new long[] {1, 1, 3, 2}, 3, 6, 2, 5, 1, 4));
    assertThat(weights.get("two.weight")).isEqualTo(weight(new long[] {1, 1, 1, 2}, 9, 10));
    assertThat(weights.get("fc6.weight"))
        .as("channel by channel becomes cell by cell")
        .isEqualTo(weight(new long[] {8, 1}, 1, 5, 2, 6, 3, 7, 4, 8));
    assertThat(weights.get("cls_score.weight")).isEqualTo(weight(new long[] {1, 2}, 14, 15));
    assertThat(weights.get("bbox_pred.bias").values()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
  }

  @Test
  void trainingStartsWithBackboneAndHiddenLayersAndOwnHeads() throws Exception {
    Path file = folder.resolve("small.safetensors");
    new Safetensors(tensors(), Map.of()).write(file);
    NetworkWeights all = NetworkWeights.initial(file, NETWORK);
    assertThat(all.includesHidden()).isTrue();
    assertThat(all.read())
        .containsOnlyKeys(
            "one.weight", "one.bias", "two.weight", "two.bias", "fc6.weight", "fc6.bias");

    Map<String, WeightArray> convolutions = tensors();
    convolutions.keySet().removeIf(name -> name.startsWith("fc6"));
    new Safetensors(convolutions, Map.of()).write(file);
    NetworkWeights part = NetworkWeights.initial(file, NETWORK);
    assertThat(part.includesHidden()).isFalse();
    assertThat(part.read()).containsOnlyKeys("one.weight", "one.bias", "two.weight", "two.bias");
  }

  @Test
  void aMissingLayerIsNamedWithThoseThatThereAre() throws Exception {
    Path file = folder.resolve("other.caffemodel");
    Map<String, WeightArray> tensors = tensors();
    tensors.remove("two.weight");
    tensors.remove("two.bias");
    CaffeModelWriter.write(file, CaffeModelWriter.Age.NEW, tensors);

    assertThatThrownBy(() -> NetworkWeights.initial(file, NETWORK))
        .isInstanceOf(WeightsException.class)
        .hasMessage(
            "%s does not fit network small: layer two has no weight of shape [2, 1, 1, 1] in it;"
                    .formatted(file)
                + " its layers are one, fc6, cls_score, bbox_pred");
  }

  @Test
  void aWrongShapeNamesTheLayerAndBothShapes() throws Exception {
    Path file = folder.resolve("other.safetensors");
    Map<String, WeightArray> tensors = tensors();
    tensors.put("fc6.weight", weight(new long[] {1, 6}, 1, 2, 3, 4, 5, 6));
    new Safetensors(tensors, Map.of()).write(file);

    assertThatThrownBy(() -> NetworkWeights.initial(file, NETWORK))
        .isInstanceOf(WeightsException.class)
        .hasMessage(
            "%s does not fit network small: the weight of layer fc6 has shape [1, 6],"
                    .formatted(file)
                + " but the network needs [1, 8]");
  }

  @Test
  void vgg16IsNotTakenForWeightsOfOtherNetworks() throws Exception {
    Path file = folder.resolve("narrow.caffemodel");
    CaffeModelWriter.write(
        file,
        CaffeModelWriter.Age.OLD,
        GeneratedWeights.of(TinyPaperNetwork.narrowVgg16().network(3), 5));

    assertThatThrownBy(() -> NetworkWeights.initial(file, PaperNetworks.VGG16.network(20)))
        .hasMessageContaining(
            "the weight of layer conv1_1 has shape [2, 3, 3, 3],"
                + " but the network needs [64, 3, 3, 3]");
    assertThatThrownBy(() -> NetworkWeights.initial(file, PaperNetworks.CAFFENET.network(20)))
        .hasMessageContaining("layer conv1 has no weight of shape [96, 3, 11, 11]");
    assertThatThrownBy(() -> NetworkWeights.whole(file, TinyPaperNetwork.narrowVgg16().network(4)))
        .hasMessageContaining(
            "the weight of layer cls_score has shape [1, 1, 4, 64],"
                + " but the network needs [5, 64]");
  }

  @Test
  void squeezeNetsAuthorsNamesAreKnown() throws Exception {
    Backbone fire = new Backbone("fire", List.of(new Fire("fire2", 1, 1)));
    DetectorNetwork network =
        new DetectorNetwork(fire, List.of(Tap.of("fire2", 1, 0)), List.of(), 1);
    Map<String, WeightArray> tensors = new LinkedHashMap<>();
    tensors.put("fire2/squeeze1x1.weight", weight(new long[] {1, 3, 1, 1}, 1, 2, 3));
    tensors.put("fire2/squeeze1x1.bias", weight(new long[] {1}, 4));
    tensors.put("fire2/expand1x1.weight", weight(new long[] {1, 1, 1, 1}, 5));
    tensors.put("fire2/expand1x1.bias", weight(new long[] {1}, 6));
    tensors.put(
        "fire2/expand3x3.weight", weight(new long[] {1, 1, 3, 3}, 1, 2, 3, 4, 5, 6, 7, 8, 9));
    tensors.put("fire2/expand3x3.bias", weight(new long[] {1}, 7));
    Path file = folder.resolve("squeezenet.caffemodel");
    CaffeModelWriter.write(file, CaffeModelWriter.Age.NEW, tensors);

    Map<String, WeightArray> weights = NetworkWeights.initial(file, network).read();

    assertThat(weights.get("fire2/conv1x1_1.weight").values()).containsExactly(3, 2, 1);
    assertThat(weights.get("fire2/conv1x1_2.bias").values()).containsExactly(6);
    assertThat(weights.get("fire2/conv3x3_2.weight").shape()).containsExactly(3, 3, 1, 1);
    assertThat(Backbones.IMAGENET_MEANS).isEqualTo(fire.pixelMeans());
  }

  private static WeightArray weight(long[] shape, float... values) {
    return new WeightArray(shape, values);
  }
}

package io.frameflow.train.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.detector.tensorflow.TensorFlowRuntime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is known of the published networks from elsewhere. */
class PaperNetworksTest {

  private static final int VOC_CLASSES = 20;

  @BeforeAll
  static void loadTensorFlow() throws Exception {
    TensorFlowRuntime.load(2);
  }

  @ParameterizedTest
  @CsvSource({
    // AlexNet's 60965224 and VGG16's 138357544, less fc8's 4097000, plus 430185 of 21 classes'
    // heads
    "caffenet, 57298409, 39, 64, 6",
    "vgg-cnn-m-1024, 86333161, 36, 61, 6",
    "vgg16, 134690729, 38, 63, 7"
  })
  void sizesAreThePublishedOnes(String name, long parameters, int rows, int columns, int bins) {
    PaperNetwork paper = PaperNetworks.named(name);
    DetectorNetwork network = paper.network(VOC_CLASSES);
    long found = 0;
    for (long[] shape : NetworkShapes.of(network).values()) {
      found += WeightArray.size(shape);
    }

    assertThat(found).isEqualTo(parameters);
    assertThat(network.cells(paper.tap(), 600)).isEqualTo(rows);
    assertThat(network.cells(paper.tap(), 1000)).isEqualTo(columns);
    assertThat(network.bins()).isEqualTo(bins);
    assertThat(paper.backbone().pixelMeans()).containsExactly(122.7717f, 115.9465f, 102.9801f);
  }

  @Test
  void groupsHalveTheInputsOfAConvolution() {
    Map<String, long[]> shapes = NetworkShapes.of(PaperNetworks.CAFFENET.network(VOC_CLASSES));

    assertThat(shapes.get("conv2.weight")).containsExactly(5, 5, 48, 256);
    assertThat(shapes.get("conv3.weight")).containsExactly(3, 3, 256, 384);
    assertThat(shapes.get("conv5.weight")).containsExactly(3, 3, 192, 256);
    assertThat(shapes.get("fc6.weight")).containsExactly(9216, 4096);
    assertThat(shapes.get("bbox_pred.weight")).containsExactly(4096, 84);
  }

  @Test
  void layersThatThePaperFreezesAreNotTrained() {
    PaperNetwork vgg16 = PaperNetworks.VGG16;
    List<String> trained =
        FrozenLayers.trained(
            "vgg16", NetworkShapes.of(vgg16.network(VOC_CLASSES)).keySet(), vgg16.frozen());

    assertThat(trained).startsWith("conv3_1.weight", "conv3_1.bias").endsWith("bbox_pred.bias");
    assertThat(trained).hasSize(2 * (9 + 4));
  }

  @Test
  void anUnknownFrozenLayerIsToldWithTheLayersThatThereAre() {
    assertThatThrownBy(
            () ->
                FrozenLayers.trained(
                    "tiny", List.of("conv1.weight", "conv1.bias", "fc6.weight"), List.of("conv9")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "no layer of tiny starts with 'conv9', so it cannot be frozen;"
                + " the layers are conv1, fc6");
    assertThatThrownBy(
            () -> FrozenLayers.trained("tiny", List.of("conv1.weight"), List.of("conv1")))
        .hasMessage("all weights are frozen, there is nothing to train");
  }

  @Test
  void anUnknownNetworkIsToldWithThoseThatThereAre() {
    assertThatThrownBy(() -> PaperNetworks.named("vgg19"))
        .hasMessage(
            "there is no network 'vgg19' of the paper;"
                + " choose one of caffenet, vgg-cnn-m-1024, vgg16");
  }
}

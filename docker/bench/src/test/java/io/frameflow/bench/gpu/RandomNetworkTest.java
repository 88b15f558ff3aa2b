package io.frameflow.bench.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.frameflow.detector.images.Image;
import io.frameflow.detector.proposals.FixedGrid;
import io.frameflow.detector.tensorflow.TensorFlowRuntime;
import io.frameflow.train.network.Backbone;
import io.frameflow.train.network.DetectorNetwork;
import io.frameflow.train.network.Layer.CaffeConvolution;
import io.frameflow.train.network.PaperNetwork;
import io.frameflow.train.network.PaperNetworks;
import io.frameflow.train.network.Tap;
import io.frameflow.train.network.WeightArray;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RandomNetworkTest {

  @Test
  void layersKeepTheSizeOfWhatTheyGet() throws IOException {
    TensorFlowRuntime.load();
    Map<String, WeightArray> weights = RandomNetwork.weights(small());
    assertThat(weights.get("c1.bias").values()).containsOnly(0f);
    // Variance 2 / inputs: 27 inputs of pixels about 100 large, then 9 * 32 of the size of one.
    assertThat(meanSquare(weights.get("c1.weight"))).isEqualTo(2. / 27 / 1e4, within(1e-6));
    assertThat(meanSquare(weights.get("c2.weight"))).isEqualTo(2. / 288, within(5e-4));
  }

  @Test
  void vggIsThePapers() {
    assertThat(RandomNetwork.VGG16.network()).isEqualTo(PaperNetworks.VGG16);
    assertThat(RandomNetwork.VGG16.input().shortSide()).isEqualTo(600);
    assertThat(RandomNetwork.VGG16.input().longSide()).isEqualTo(1000);
    Image picture = new Image(1000, 600, new byte[1000 * 600 * Image.CHANNELS]);
    assertThat(new FixedGrid().propose(picture, RandomNetwork.VGG16.regions()).size())
        .isEqualTo(2000);
  }

  private static DetectorNetwork small() {
    return new PaperNetwork(
            "small",
            new Backbone(
                "small",
                List.of(
                    new CaffeConvolution("c1", 3, 1, 1, 1, 32),
                    new CaffeConvolution("c2", 3, 1, 1, 1, 16)),
                PaperNetworks.MEANS),
            Tap.caffe("c2", 1, 2),
            List.of(8),
            List.of())
        .network(2);
  }

  private static double meanSquare(WeightArray weight) {
    double sum = 0;
    for (float value : weight.values()) {
      sum += value * value;
    }
    return sum / weight.values().length;
  }
}

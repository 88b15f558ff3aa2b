package io.frameflow.bench.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.bench.DefaultScene;
import io.frameflow.bench.scene.Scene;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** On the model that comes with Frameflow, whose layers are known. */
class NetworkWorkTest {

  @Test
  void countsEveryProductOnce() throws IOException {
    Scene scene = DefaultScene.open(1);
    NetworkWork work = NetworkWork.count(scene);
    // stem, s4 (depthwise, pointwise), down8, s8a and s8b alike, the tap of s4
    long convolutions =
        120L * 160 * 32 * (7 * 7 * 3)
            + 120L * 160 * (32 * 3 * 3 + 48 * 32)
            + 60L * 80 * 96 * (3 * 3 * 48)
            + 2 * 60L * 80 * (96 * 5 * 5 + 96 * 96)
            + 120L * 160 * 32 * 48;
    long head = 6272L * 160 + 160 * 512 + 512 * 512 + 512 * 6 + 512 * 24;
    assertThat(work.convolutions(0)).isEqualTo(convolutions);
    assertThat(work.heads(0)).isEqualTo(head * scene.picture(0).regions());
    assertThat(work.network(0)).isEqualTo(work.convolutions(0) + work.heads(0));
  }

  @Test
  void findsWhereTheNetworkCanBeCut() throws IOException {
    NetworkTensors tensors = NetworkTensors.of(DefaultScene.open(1).graph());
    assertThat(tensors.features()).containsExactly("map_0:0", "map_1:0");
    assertThat(tensors.pooled()).isEqualTo("pooled:0");
  }
}

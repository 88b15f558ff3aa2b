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
    long convolutions =
        240L * 320 * 16 * (5 * 5 * 3)
            + 240L * 320 * 32 * (3 * 3 * 16)
            + 120L * 160 * 64 * (3 * 3 * 32)
            + 60L * 80 * 96 * (3 * 3 * 64)
            + 60L * 80 * 96 * (3 * 3 * 96);
    long head = 4704L * 256 + 256 * 256 + 256 * 6 + 256 * 24;
    assertThat(work.convolutions(0)).isEqualTo(convolutions);
    assertThat(work.heads(0)).isEqualTo(head * scene.picture(0).regions());
    assertThat(work.network(0)).isEqualTo(work.convolutions(0) + work.heads(0));
  }

  @Test
  void findsWhereTheNetworkCanBeCut() throws IOException {
    NetworkTensors tensors = NetworkTensors.of(DefaultScene.open(1).graph());
    assertThat(tensors.features()).containsExactly("Relu_4:0");
    assertThat(tensors.pooled()).isEqualTo("Reshape_3:0");
  }
}

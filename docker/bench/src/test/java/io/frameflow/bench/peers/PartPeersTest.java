package io.frameflow.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.bench.DefaultScene;
import io.frameflow.bench.measuring.Contender;
import io.frameflow.bench.network.NetworkPart;
import io.frameflow.bench.network.NetworkTensors;
import io.frameflow.bench.network.PartData;
import io.frameflow.bench.scene.Scene;
import io.frameflow.bench.stages.Stage;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A peer takes part only if its results are ours: on our own model, each does where it can. */
class PartPeersTest {

  private static Scene scene;

  @BeforeAll
  static void open() throws IOException {
    scene = DefaultScene.open(2);
  }

  @Test
  void allRunTheConvolutions() throws Exception {
    assertThat(peers(NetworkPart::convolutions))
        .containsExactly(
            "ONNX Runtime fp32",
            "ONNX Runtime int8",
            "OpenCV dnn fp32",
            "libtorch bf16",
            "libtorch fp32");
  }

  @Test
  void allRunTheHeads() throws Exception {
    assertThat(peers(NetworkPart::heads)).hasSize(5);
  }

  @Test
  void onnxRuntimePoolsRoisAndRunsAllOfIt() throws Exception {
    assertThat(peers(NetworkPart::pooling)).containsExactly("ONNX Runtime fp32");
    assertThat(peers(NetworkPart::whole)).containsExactly("ONNX Runtime fp32", "ONNX Runtime int8");
  }

  /** Those that agree with us, after one run on the second picture. */
  private static List<String> peers(Function<NetworkTensors, NetworkPart> which) throws Exception {
    NetworkPart part = which.apply(NetworkTensors.of(scene.graph()));
    try (Stage stage = new Stage(part.name(), part.title(), 2);
        PartData data = PartData.of(part, scene)) {
      PartPeers.enter(stage, part, scene, data, item -> part.name().equals("pooling") ? 0 : 1);
      for (Contender contender : stage.contenders()) {
        assertThat(contender.work().nanos(1)).isPositive();
      }
      return stage.contenders().stream()
          .map(contender -> contender.name() + " " + contender.precision())
          .toList();
    }
  }
}

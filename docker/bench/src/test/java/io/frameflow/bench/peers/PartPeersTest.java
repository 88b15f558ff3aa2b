package io.frameflow.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.bench.DefaultScene;
import io.frameflow.bench.measuring.Contender;
import io.frameflow.bench.network.NetworkPart;
import io.frameflow.bench.network.NetworkTensors;
import io.frameflow.bench.network.PartData;
import io.frameflow.bench.scene.Scene;
import io.frameflow.bench.stages.Stage;
import io.frameflow.bench.stages.Stage.Absentee;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A peer takes part only if its results are ours: here all of them must, on our own model. */
class PartPeersTest {

  private static Scene scene;

  @BeforeAll
  static void open() throws IOException {
    scene = DefaultScene.open(2);
  }

  @Test
  void convolutions() throws Exception {
    check(NetworkPart::convolutions);
  }

  @Test
  void pooling() throws Exception {
    check(NetworkPart::pooling);
  }

  @Test
  void heads() throws Exception {
    check(NetworkPart::heads);
  }

  @Test
  void wholeNetwork() throws Exception {
    check(NetworkPart::whole);
  }

  private static void check(Function<NetworkTensors, NetworkPart> which) throws Exception {
    NetworkPart part = which.apply(NetworkTensors.of(scene.graph()));
    try (Stage stage = new Stage(part.name(), part.title(), 2);
        PartData data = PartData.of(part, scene)) {
      PartPeers.enter(stage, part, scene, data, item -> part.name().equals("pooling") ? 0 : 1);
      assertThat(stage.absentees()).extracting(Absentee::why).isEmpty();
      for (Contender contender : List.copyOf(stage.contenders())) {
        assertThat(contender.work().nanos(1)).isPositive();
      }
    }
  }
}

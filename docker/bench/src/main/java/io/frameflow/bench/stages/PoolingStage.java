package io.frameflow.bench.stages;

import io.frameflow.bench.network.NetworkPart;
import io.frameflow.bench.network.PartData;
import io.frameflow.bench.peers.PartPeers;
import io.frameflow.bench.scene.Scene;
import io.frameflow.detector.Precision;
import io.frameflow.detector.models.ModelManifest;
import java.io.IOException;

/** RoI pooling: as served, in the graph, and by peers. */
final class PoolingStage {

  private PoolingStage() {}

  static Stage open(NetworkPart part, Scene scene) throws IOException {
    Stage stage = new Stage(part.name(), part.title(), scene.pictures().size());
    PartData data = stage.hold(PartData.of(part, scene));
    ModelManifest.Pooling pooling = scene.model().manifest().pooling();
    String inGraph = "Frameflow";
    if (pooling != null) {
      stage.add(JavaPooling.contender(stage, scene, pooling));
      inGraph = "Frameflow, in the graph";
    }
    stage.add(NetworkStage.ours(inGraph, stage, part, scene, data, Precision.FP32, item -> 0));
    PartPeers.enter(stage, part, scene, data, item -> 0);
    return stage;
  }
}

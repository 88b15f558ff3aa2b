package io.frameflow.bench.stages;

import io.frameflow.bench.measuring.Contender;
import io.frameflow.bench.measuring.Contender.Role;
import io.frameflow.bench.network.NetworkPart;
import io.frameflow.bench.network.NetworkTensors;
import io.frameflow.bench.network.PartData;
import io.frameflow.bench.peers.OpenCvSuppression;
import io.frameflow.bench.scene.PeerChoice.Peer;
import io.frameflow.bench.scene.Picture;
import io.frameflow.bench.scene.Scene;
import io.frameflow.detector.NetworkOutput;
import io.frameflow.detector.Postprocessor;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.boxes.NonMaximumSuppression;
import java.util.ArrayList;
import java.util.List;

/** What follows the network: from its numbers to detections. */
final class SuppressionStage {

  private SuppressionStage() {}

  /** Suppression alone, of every RoI with its score for the first class. */
  static Stage suppression(Scene scene) {
    Stage stage = new Stage("nms", "suppression of one frame's RoIs", scene.pictures().size());
    float threshold = scene.model().manifest().thresholds().nms();
    List<float[]> scores = new ArrayList<>();
    List<NetworkOutput> outputs = outputs(scene);
    int columns = scene.model().manifest().labels().size() + 1;
    for (int i = 0; i < outputs.size(); i++) {
      float[] ofFirstClass = new float[scene.picture(i).regions()];
      for (int r = 0; r < ofFirstClass.length; r++) {
        ofFirstClass[r] = outputs.get(i).probabilities()[r * columns + 1];
      }
      scores.add(ofFirstClass);
    }
    List<Boxes> boxes = scene.pictures().stream().map(Picture::proposals).toList();
    stage.add(
        Contender.of(
            "Frameflow",
            Role.OURS,
            item -> NonMaximumSuppression.keep(boxes.get(item), scores.get(item), threshold)));
    if (scene.peers().has(Peer.OPENCV)) {
      stage.invite(
          OpenCvSuppression.NAME,
          "",
          open -> open.add(OpenCvSuppression.contender(open, boxes, scores, threshold)));
    }
    return stage;
  }

  /** Thresholds, box regression, clipping and suppression of all classes, as served. */
  static Stage boxes(Scene scene) {
    Stage stage =
        new Stage("boxes", "from the network's numbers to detections", scene.pictures().size());
    Postprocessor postprocessor =
        new Postprocessor(scene.model().manifest().labels(), scene.model().manifest().thresholds());
    List<NetworkOutput> outputs = outputs(scene);
    stage.add(
        Contender.of(
            "Frameflow",
            Role.OURS,
            item -> {
              Picture picture = scene.picture(item);
              postprocessor.apply(
                  picture.image().width(),
                  picture.image().height(),
                  picture.proposals(),
                  outputs.get(item),
                  0);
            }));
    return stage;
  }

  private static List<NetworkOutput> outputs(Scene scene) {
    NetworkTensors tensors = NetworkTensors.of(scene.graph());
    List<NetworkOutput> outputs = new ArrayList<>();
    try (PartData data = PartData.of(NetworkPart.heads(tensors), scene)) {
      for (int i = 0; i < data.size(); i++) {
        outputs.add(
            new NetworkOutput(
                data.floats(i, tensors.probabilities()), data.floats(i, tensors.deltas())));
      }
    }
    return outputs;
  }
}

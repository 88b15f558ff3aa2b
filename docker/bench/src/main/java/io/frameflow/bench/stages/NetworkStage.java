package io.frameflow.bench.stages;

import io.frameflow.bench.measuring.Contender;
import io.frameflow.bench.network.Deviation;
import io.frameflow.bench.network.NetworkPart;
import io.frameflow.bench.network.NetworkSession;
import io.frameflow.bench.network.PartData;
import io.frameflow.bench.peers.PartPeers;
import io.frameflow.bench.scene.Scene;
import io.frameflow.detector.Precision;
import io.frameflow.train.network.Tensors;
import io.frameflow.train.solver.SessionSettings;
import java.io.IOException;
import java.util.Locale;
import java.util.function.IntToLongFunction;
import org.tensorflow.Result;

/** A part of the network in TensorFlow, as it is served, beside the machine's limit and peers. */
final class NetworkStage {

  private static final double BF16_TOLERANCE = .1;
  private static final String NOT_AS_SERVED = "Frameflow, not as served";

  private NetworkStage() {}

  /**
   * Opens it.
   *
   * @param multiplyAdds by picture
   */
  static Stage open(
      NetworkPart part, Scene scene, MachineLimit limit, IntToLongFunction multiplyAdds)
      throws IOException {
    Stage stage = new Stage(part.name(), part.title(), scene.pictures().size());
    limit.addTo(stage);
    enter("Frameflow", stage, part, scene, multiplyAdds);
    return stage;
  }

  /** All of the network: as served, and as one graph, which is what the peers run. */
  static Stage whole(
      NetworkPart part, Scene scene, MachineLimit limit, IntToLongFunction multiplyAdds)
      throws IOException {
    if (scene.model().manifest().pooling() == null) {
      return open(part, scene, limit, multiplyAdds);
    }
    Stage stage = new Stage(part.name(), part.title(), scene.pictures().size());
    limit.addTo(stage);
    stage.add(CutNetwork.contender(stage, scene, multiplyAdds));
    enter("Frameflow, in one graph", stage, part, scene, multiplyAdds);
    return stage;
  }

  private static void enter(
      String name, Stage stage, NetworkPart part, Scene scene, IntToLongFunction multiplyAdds) {
    PartData data = stage.hold(PartData.of(part, scene));
    stage.add(ours(name, stage, part, scene, data, scene.precision(), multiplyAdds));
    for (Precision other : MachineLimit.precisions()) {
      if (other != scene.precision()) {
        stage.invite(
            NOT_AS_SERVED,
            word(other),
            open -> open.add(ours(NOT_AS_SERVED, open, part, scene, data, other, multiplyAdds)));
      }
    }
    PartPeers.enter(stage, part, scene, data, multiplyAdds);
  }

  static Contender ours(
      String name,
      Stage stage,
      NetworkPart part,
      Scene scene,
      PartData data,
      Precision precision,
      IntToLongFunction multiplyAdds) {
    NetworkSession session =
        stage.hold(
            new NetworkSession(scene.graph(), new SessionSettings(scene.threads(), precision)));
    Contender.Task task = item -> session.run(data.inputs(item), part.outputs()).close();
    return new Contender(
        name,
        word(precision),
        Contender.Role.OURS,
        task.timed(),
        multiplyAdds,
        deviation(session, part, data).text());
  }

  private static Deviation deviation(NetworkSession session, NetworkPart part, PartData data) {
    Deviation worst = new Deviation(0);
    try (Result result = session.run(data.inputs(0), part.outputs())) {
      for (int i = 0; i < part.outputs().size(); i++) {
        float[] expected = data.floats(0, part.outputs().get(i));
        worst = worst.or(Deviation.between(expected, Tensors.floats(result.get(i))));
      }
    }
    return worst.atMost(BF16_TOLERANCE);
  }

  private static String word(Precision precision) {
    return precision.name().toLowerCase(Locale.ROOT);
  }
}

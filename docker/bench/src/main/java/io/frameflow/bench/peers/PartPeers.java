package io.frameflow.bench.peers;

import io.frameflow.bench.network.NetworkPart;
import io.frameflow.bench.network.PartData;
import io.frameflow.bench.scene.Scene;
import io.frameflow.bench.stages.Stage;
import java.util.function.IntToLongFunction;

/** Who else can run a part of the network on the same weights. */
public final class PartPeers {

  private PartPeers() {}

  /** Invites all that were chosen. */
  public static void enter(
      Stage stage, NetworkPart part, Scene scene, PartData data, IntToLongFunction multiplyAdds) {}
}

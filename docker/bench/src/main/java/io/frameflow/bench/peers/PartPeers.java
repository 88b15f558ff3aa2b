package io.frameflow.bench.peers;

import io.frameflow.bench.network.NetworkPart;
import io.frameflow.bench.network.PartData;
import io.frameflow.bench.onnx.Quantization;
import io.frameflow.bench.scene.PeerChoice.Peer;
import io.frameflow.bench.scene.Scene;
import io.frameflow.bench.stages.Stage;
import java.util.function.IntToLongFunction;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Who else can run a part of the network on the same weights. */
public final class PartPeers {

  /** Sums in another order. */
  private static final double EXACT = 1e-3;

  /** Eight bits: enough for the same detections, not for the same numbers. */
  private static final double ROUNDED = .25;

  private PartPeers() {}

  /** Invites all that were chosen. */
  public static void enter(
      Stage stage, NetworkPart part, Scene scene, PartData data, IntToLongFunction multiplyAdds) {
    boolean products = multiplyAdds.applyAsLong(0) > 0;
    if (scene.peers().has(Peer.ONNXRUNTIME)) {
      stage.invite(
          OnnxRuntimePeer.NAME,
          "fp32",
          open ->
              open.add(
                  OnnxRuntimePeer.contender(
                      open, part, scene, data, multiplyAdds, Quantization.NONE, "fp32", EXACT)));
      if (products) {
        stage.invite(
            OnnxRuntimePeer.NAME,
            "int8",
            open ->
                open.add(
                    OnnxRuntimePeer.contender(
                        open,
                        part,
                        scene,
                        data,
                        multiplyAdds,
                        Int8Calibration.of(scene),
                        "int8",
                        ROUNDED)));
      }
    }
    if (scene.peers().has(Peer.OPENCV) && products) {
      stage.invite(
          OpenCvPeer.NAME,
          "fp32",
          open -> open.add(OpenCvPeer.contender(open, part, scene, data, multiplyAdds, EXACT)));
    }
    if (scene.peers().has(Peer.LIBTORCH) && products) {
      stage.invite(
          TorchPeer.NAME,
          "bf16",
          open ->
              open.add(
                  TorchPeer.contender(
                      part, scene, data, multiplyAdds, ScalarType.BFloat16, "bf16", ROUNDED)));
      stage.invite(
          TorchPeer.NAME,
          "fp32",
          open ->
              open.add(
                  TorchPeer.contender(
                      part, scene, data, multiplyAdds, ScalarType.Float, "fp32", EXACT)));
    }
  }
}

package io.frameflow.bench.peers;

import io.frameflow.bench.network.NetworkSession;
import io.frameflow.bench.network.NetworkTensors;
import io.frameflow.bench.onnx.Int8;
import io.frameflow.bench.scene.Scene;
import io.frameflow.detector.Precision;
import io.frameflow.train.network.Tensors;
import io.frameflow.train.solver.SessionSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.Result;
import org.tensorflow.Tensor;
import org.tensorflow.proto.NodeDef;

/**
 * Finds out what the activations are that go into products, on the bench's own pictures, which is
 * the best case for whoever rounds to them.
 */
final class Int8Calibration {

  private static final Set<String> PRODUCTS = Set.of("Conv2D", "DepthwiseConv2dNative", "MatMul");

  private final Map<String, NodeDef> nodes;
  private final Set<String> rounded = new LinkedHashSet<>();
  private final Map<String, String> pools = new HashMap<>();

  private Int8Calibration(Scene scene) {
    nodes = NetworkTensors.nodes(scene.graph());
    for (NodeDef node : scene.graph().getGraphDef().getNodeList()) {
      if (node.getOp().equals("Relu")) {
        rounded.add(node.getName());
      } else if (PRODUCTS.contains(node.getOp())) {
        NodeDef input = nodes.get(NetworkTensors.nodeName(node.getInput(0)));
        rounded.add(input.getName());
        if (input.getOp().equals("MaxPool")) {
          pools.put(input.getName(), NetworkTensors.nodeName(input.getInput(0)));
          rounded.add(pools.get(input.getName()));
        }
      }
    }
  }

  /** Runs the network on every picture. */
  static Int8 of(Scene scene) {
    Int8Calibration calibration = new Int8Calibration(scene);
    NetworkTensors tensors = NetworkTensors.of(scene.graph());
    List<String> wanted = new ArrayList<>();
    calibration.rounded.forEach(name -> wanted.add(NetworkTensors.tensorName(name)));
    Map<String, Int8.Range> ranges = new HashMap<>();
    try (NetworkSession session =
        new NetworkSession(scene.graph(), new SessionSettings(scene.threads(), Precision.FP32))) {
      for (int i = 0; i < scene.pictures().size(); i++) {
        try (Tensor images = NetworkSession.images(scene.picture(i));
            Tensor rois = NetworkSession.rois(scene.picture(i));
            Result result =
                session.run(Map.of(tensors.images(), images, tensors.rois(), rois), wanted)) {
          for (int j = 0; j < wanted.size(); j++) {
            ranges.merge(
                wanted.get(j), Int8.Range.of(Tensors.floats(result.get(j))), Int8.Range::with);
          }
        }
      }
    }
    // A runtime pools 8-bit integers only where both sides have one scale.
    calibration.pools.forEach(
        (pool, input) ->
            ranges.put(
                NetworkTensors.tensorName(pool), ranges.get(NetworkTensors.tensorName(input))));
    return new Int8(ranges);
  }
}

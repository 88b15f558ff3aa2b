package io.frameflow.bench.network;

import io.frameflow.bench.scene.Picture;
import io.frameflow.detector.Precision;
import io.frameflow.train.solver.SessionSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.Result;
import org.tensorflow.Tensor;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;

/**
 * The products that a network adds up: of each convolution, as many for every output cell and
 * channel as its kernel has cells times input channels; of each matrix product, inputs times
 * outputs for every row. Everything else in a network is left out.
 *
 * @param convolutions of one picture
 * @param headsPerRegion of one RoI in the fully connected layers
 */
public record MultiplyAdds(long convolutions, long headsPerRegion) {

  private static final Set<String> CONVOLUTIONS = Set.of("Conv2D", "DepthwiseConv2dNative");

  /** The whole network. */
  public long network(int regions) {
    return convolutions + heads(regions);
  }

  public long heads(int regions) {
    return headsPerRegion * regions;
  }

  /** Counts by running the network once on a picture: sizes are known only then. */
  public static MultiplyAdds count(MetaGraphDef graph, Picture picture, int threads) {
    NetworkTensors tensors = NetworkTensors.of(graph);
    Map<String, NodeDef> nodes = NetworkTensors.nodes(graph);
    List<NodeDef> convolutions = new ArrayList<>();
    List<NodeDef> products = new ArrayList<>();
    for (String name : NetworkTensors.ancestors(tensors.probabilities(), nodes)) {
      add(nodes.get(name), convolutions, products);
    }
    for (String name : NetworkTensors.ancestors(tensors.deltas(), nodes)) {
      if (!NetworkTensors.ancestors(tensors.probabilities(), nodes).contains(name)) {
        add(nodes.get(name), convolutions, products);
      }
    }
    try (NetworkSession session =
            new NetworkSession(graph, new SessionSettings(threads, Precision.FP32));
        Tensor images = NetworkSession.images(picture);
        Tensor rois = NetworkSession.rois(picture)) {
      Map<String, Tensor> fed = Map.of(tensors.images(), images, tensors.rois(), rois);
      long inConvolutions = 0;
      for (NodeDef node : convolutions) {
        long[][] shapes = shapes(session, fed, node);
        long[] kernel = shapes[1];
        // The last side of a depthwise kernel is 1: every channel has its own.
        boolean depthwise = node.getOp().equals("DepthwiseConv2dNative");
        long each = kernel[0] * kernel[1] * (depthwise ? 1 : kernel[2]);
        inConvolutions += each * product(shapes[0]);
      }
      long inProducts = 0;
      for (NodeDef node : products) {
        inProducts += product(shapes(session, fed, node)[1]);
      }
      return new MultiplyAdds(inConvolutions, inProducts);
    }
  }

  private static void add(NodeDef node, List<NodeDef> convolutions, List<NodeDef> products) {
    if (CONVOLUTIONS.contains(node.getOp())) {
      convolutions.add(node);
    } else if (node.getOp().equals("MatMul")) {
      products.add(node);
    }
  }

  /** Of a node's output, and of its kernel or matrix. */
  private static long[][] shapes(NetworkSession session, Map<String, Tensor> fed, NodeDef node) {
    List<String> wanted =
        List.of(
            NetworkTensors.tensorName(node.getName()), NetworkTensors.tensorName(node.getInput(1)));
    try (Result result = session.run(fed, wanted)) {
      return new long[][] {result.get(0).shape().asArray(), result.get(1).shape().asArray()};
    }
  }

  private static long product(long[] sides) {
    long product = 1;
    for (long side : sides) {
      product *= side;
    }
    return product;
  }
}

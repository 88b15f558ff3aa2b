package io.frameflow.bench.network;

import io.frameflow.bench.scene.Picture;
import io.frameflow.detector.images.Image;
import io.frameflow.train.network.Tensors;
import io.frameflow.train.solver.SessionSettings;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.types.TUint8;

/** The network in TensorFlow, as it is served, with every tensor in reach. Not thread safe. */
public final class NetworkSession implements AutoCloseable {

  private final Graph graph = new Graph();
  private final Session session;

  public NetworkSession(MetaGraphDef meta, SessionSettings settings) {
    graph.importGraphDef(meta.getGraphDef());
    session = new Session(graph, settings.toProto());
  }

  /**
   * Runs what lies between some tensors and others.
   *
   * @return the caller's to close
   */
  public Result run(Map<String, ? extends Tensor> fed, List<String> wanted) {
    Session.Runner runner = session.runner();
    fed.forEach(runner::feed);
    wanted.forEach(runner::fetch);
    return runner.run();
  }

  /** A picture's canvas, {@code [1, H, W, 3]}. */
  public static TUint8 images(Picture picture) {
    return TUint8.tensorOf(
        Shape.of(1, picture.canvas().height(), picture.canvas().width(), Image.CHANNELS),
        DataBuffers.of(picture.canvas().pixels()));
  }

  /** A picture's RoIs, {@code [R, 5]}. */
  public static Tensor rois(Picture picture) {
    return Tensors.of(picture.rois(), picture.regions(), Picture.ROI_SIZE);
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}

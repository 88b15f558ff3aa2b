package io.frameflow.train.compression;

import io.frameflow.detector.models.FrozenGraph;
import io.frameflow.train.solver.SessionSettings;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.types.TFloat32;

/** The part of a network behind RoI pooling, run alone. */
final class Head implements AutoCloseable {
  private final Graph graph = new Graph();
  private final Session session;
  private final String input;
  private final int inputs;
  private final SignatureDef signature;

  Head(SavedModel model, SessionSettings settings) {
    MetaGraphDef meta = model.getMetaGraphs(0);
    FullyConnectedLayer first = HeadLayers.of(meta).first();
    graph.importGraphDef(meta.getGraphDef());
    session = new Session(graph, settings.toProto());
    input = first.inputTensor();
    inputs = first.inputs();
    signature = meta.getSignatureDefMap().values().iterator().next();
  }

  /** Numbers of one RoI. */
  int inputs() {
    return inputs;
  }

  /**
   * Runs all fully connected layers.
   *
   * @param features {@code [R, inputs]}
   * @return nanoseconds
   */
  long run(TFloat32 features) {
    long start = System.nanoTime();
    session
        .runner()
        .feed(input, features)
        .fetch(signature.getOutputsOrThrow(FrozenGraph.PROBABILITIES).getName())
        .fetch(signature.getOutputsOrThrow(FrozenGraph.BOX_DELTAS).getName())
        .run()
        .close();
    return System.nanoTime() - start;
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}

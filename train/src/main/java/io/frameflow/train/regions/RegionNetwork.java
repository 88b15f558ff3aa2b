package io.frameflow.train.regions;

import io.frameflow.detector.Batch;
import io.frameflow.detector.Canvas;
import io.frameflow.detector.DetectionException;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.models.FrozenGraph;
import io.frameflow.detector.models.ModelManifest;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.detector.tensorflow.TensorFlowRuntime;
import io.frameflow.train.compression.HeadLayers;
import io.frameflow.train.network.Tensors;
import io.frameflow.train.solver.SessionSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * A finished model's graph with its inner tensors in reach. Where only the outputs are asked for it
 * computes what the detector computes. Not thread safe.
 */
public final class RegionNetwork implements AutoCloseable {
  private static final int ROI_SIZE = 5;

  private final ModelManifest manifest;
  private final Graph graph = new Graph();
  private final Session session;
  private final SignatureDef signature;
  private final HeadLayers head;
  private final Canvas canvas;

  private RegionNetwork(ModelManifest manifest, MetaGraphDef meta, SessionSettings settings) {
    this.manifest = manifest;
    signature = meta.getSignatureDefMap().values().iterator().next();
    head = HeadLayers.of(meta);
    graph.importGraphDef(meta.getGraphDef());
    session = new Session(graph, settings.toProto());
    canvas = new Canvas(manifest.pixelMeans());
  }

  /**
   * Loads a package's graph and runs it once, for the first run is slow.
   *
   * @throws IOException if the graph cannot be read, or TensorFlow does not load here
   * @throws IllegalArgumentException if the graph has no fully connected layers
   */
  public static RegionNetwork load(ModelPackage model, SessionSettings settings)
      throws IOException {
    TensorFlowRuntime.load(settings.threads());
    MetaGraphDef meta =
        FrozenGraph.read(model.directory().resolve(FrozenGraph.PATH)).getMetaGraphs(0);
    RegionNetwork network = new RegionNetwork(model.manifest(), meta, settings);
    int side = model.manifest().input().shortSide();
    Image plain = new Image(side, side, new byte[side * side * Image.CHANNELS]);
    network.answer(plain, Boxes.of(0, 0, side, side), model.manifest().input(), false);
    return network;
  }

  /** What the model's package says of it. */
  public ModelManifest manifest() {
    return manifest;
  }

  /** D, the numbers of a region's features. */
  public int featureSize() {
    return head.classes().inputs();
  }

  /**
   * Runs the network on regions of one image, scaled as the model is served.
   *
   * @param proposals in pixels of the image; what lies outside is cut off, what is empty left out
   * @param withFeatures whether the last hidden layer's output is wanted too
   */
  public RegionAnswers answer(Image image, Boxes proposals, boolean withFeatures) {
    return answer(image, proposals, manifest.input(), withFeatures);
  }

  /** As {@link #answer(Image, Boxes, boolean)}, with another rule that scales the image. */
  RegionAnswers answer(
      Image image, Boxes proposals, ModelManifest.Input input, boolean withFeatures) {
    Batch batch = Batch.of(List.of(image), List.of(proposals), input);
    if (batch.regions() == 0) {
      return new RegionAnswers(Boxes.EMPTY, new float[0], new float[0], new float[0]);
    }
    batch.paint(canvas);
    List<String> wanted = new ArrayList<>(outputs());
    if (withFeatures) {
      wanted.add(head.classes().inputTensor());
    }
    try (Result result = run(canvas, batch.rois(), wanted)) {
      return new RegionAnswers(
          batch.proposals(0),
          finite(result, 0),
          finite(result, 1),
          withFeatures ? finite(result, 2) : new float[0]);
    }
  }

  /** The graph's two outputs: probabilities and deltas. */
  List<String> outputs() {
    return List.of(
        signature.getOutputsOrThrow(FrozenGraph.PROBABILITIES).getName(),
        signature.getOutputsOrThrow(FrozenGraph.BOX_DELTAS).getName());
  }

  /** What RoI pooling gives, the input of the first fully connected layer. */
  List<String> pooled() {
    return List.of(head.first().inputTensor());
  }

  /**
   * Runs a part of the graph.
   *
   * @param rois {@code [R, 5]}, R at least 1
   * @param wanted names of tensors; only what they need is computed
   */
  Result run(Canvas images, float[] rois, List<String> wanted) {
    Shape shape = Shape.of(images.pages(), images.height(), images.width(), Image.CHANNELS);
    try (TUint8 pixels = TUint8.tensorOf(shape, DataBuffers.of(images.pixels()));
        TFloat32 regions = Tensors.of(rois, rois.length / ROI_SIZE, ROI_SIZE)) {
      Session.Runner runner =
          session
              .runner()
              .feed(signature.getInputsOrThrow(FrozenGraph.IMAGES).getName(), pixels)
              .feed(signature.getInputsOrThrow(FrozenGraph.ROIS).getName(), regions);
      wanted.forEach(runner::fetch);
      return runner.run();
    }
  }

  private static float[] finite(Result result, int index) {
    float[] values = Tensors.floats(result.get(index));
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new DetectionException("the network's output holds " + value + "; it is broken");
      }
    }
    return values;
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}

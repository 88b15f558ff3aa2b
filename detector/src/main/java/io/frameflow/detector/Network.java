package io.frameflow.detector;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.engine.EngineException;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.tensorflow.engine.SavedModelBundle;
import ai.djl.tensorflow.engine.TfSymbolBlock;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import io.frameflow.detector.boxes.BoxDeltas;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.models.FrozenGraph;
import io.frameflow.detector.models.ModelManifest;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.detector.models.ModelPackageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;

/**
 * The model's graph in TensorFlow, called through DJL. On a processor it is cut where it pools
 * RoIs, if its manifest says where that is. Not thread safe.
 */
final class Network implements AutoCloseable {

  /** Numbers per region: image index, x1, y1, x2, y2 in pixels of the canvas. */
  static final int ROI_SIZE = 5;

  private final int columns;
  private final ZooModel<NDList, NDList> model;
  private final Predictor<NDList, NDList> predictor;
  private final NDManager memory;
  private final Optional<SplitNetwork> split;

  private Network(int classes, ZooModel<NDList, NDList> model, Optional<SplitNetwork> split) {
    this.columns = classes + 1;
    this.model = model;
    this.split = split;
    this.predictor = model.newPredictor();
    // inputs start on the CPU even if the graph runs elsewhere: the session moves them itself
    this.memory = NDManager.newBaseManager(Device.cpu(), "TensorFlow");
  }

  /**
   * Loads a checked package's graph.
   *
   * @param workers pool regions; they stay the caller's to close
   * @throws ModelPackageException if TensorFlow does not take it, or it cannot be cut as its
   *     manifest says
   */
  static Network load(ModelPackage source, int threads, Precision precision, Workers workers)
      throws ModelPackageException {
    Path file = source.directory().resolve(FrozenGraph.PATH);
    Criteria<NDList, NDList> criteria =
        Criteria.builder()
            .setTypes(NDList.class, NDList.class)
            .optEngine("TensorFlow")
            .optModelPath(file.getParent())
            .optOption("ConfigProto", session(threads, precision))
            .optTranslator(new NoopTranslator(null))
            .build();
    ZooModel<NDList, NDList> model;
    try {
      model = criteria.loadModel();
    } catch (IOException
        | ModelNotFoundException
        | MalformedModelException
        | EngineException
        | TensorFlowException e) {
      throw new ModelPackageException(file, "TensorFlow cannot load it: " + firstLine(e), e);
    }
    return new Network(source.manifest().labels().size(), model, split(source, model, workers));
  }

  private static Optional<SplitNetwork> split(
      ModelPackage source, ZooModel<NDList, NDList> model, Workers workers)
      throws ModelPackageException {
    ModelManifest.Pooling pooling = source.manifest().pooling();
    if (pooling == null || model.getNDManager().getDevice().isGpu()) {
      return Optional.empty();
    }
    SavedModelBundle bundle = ((TfSymbolBlock) model.getBlock()).getSavedModelBundle();
    try {
      return Optional.of(SplitNetwork.of(bundle, pooling, workers));
    } catch (RuntimeException e) {
      model.close();
      throw new ModelPackageException(
          source.directory(), "its graph lacks what the manifest's pooling names", e);
    }
  }

  private static String session(int threads, Precision precision) {
    GraphOptions.Builder graph = GraphOptions.newBuilder();
    if (precision.resolve() == Precision.BF16) {
      graph.setRewriteOptions(
          RewriterConfig.newBuilder()
              .setAutoMixedPrecisionOnednnBfloat16(RewriterConfig.Toggle.ON));
    }
    ConfigProto config =
        ConfigProto.newBuilder()
            .setGraphOptions(graph)
            .setIntraOpParallelismThreads(threads)
            .setInterOpParallelismThreads(1)
            .build();
    return Base64.getEncoder().encodeToString(config.toByteArray());
  }

  /**
   * Runs one batch.
   *
   * @param rois {@code [R, 5]}, R at least 1
   * @throws DetectionException if the graph fails, or its output has another shape than its
   *     manifest promises, or is not finite
   */
  NetworkOutput run(Canvas canvas, float[] rois) {
    return answer(
        () ->
            split.isPresent()
                ? split.get().run(memory, canvas, rois, columns)
                : runWhole(canvas, rois));
  }

  private interface Pass {
    NetworkOutput run() throws TranslateException;
  }

  private static NetworkOutput answer(Pass pass) {
    try {
      return pass.run();
    } catch (TranslateException | EngineException | TensorFlowException e) {
      throw new DetectionException("the network failed: " + firstLine(e), e);
    }
  }

  /**
   * Runs other regions of the batch before; where the graph is cut, on the feature maps that are
   * there still.
   *
   * @param canvas as it was then
   * @param rois {@code [R, 5]}, R at least 1
   */
  NetworkOutput runAgain(Canvas canvas, float[] rois) {
    return split.isPresent()
        ? answer(() -> split.get().again(memory, rois, columns))
        : run(canvas, rois);
  }

  private NetworkOutput runWhole(Canvas canvas, float[] rois) throws TranslateException {
    int regions = rois.length / ROI_SIZE;
    Shape shape = new Shape(canvas.pages(), canvas.height(), canvas.width(), Image.CHANNELS);
    try (NDManager call = memory.newSubManager()) {
      NDArray images = call.create(canvas.pixels(), shape, DataType.UINT8);
      images.setName(FrozenGraph.IMAGES);
      NDArray regionArray = call.create(rois, new Shape(regions, ROI_SIZE));
      regionArray.setName(FrozenGraph.ROIS);
      NDList outputs = predictor.predict(new NDList(images, regionArray));
      float[] probabilities = new float[regions * columns];
      float[] deltas = new float[regions * BoxDeltas.SIZE * columns];
      floats(outputs.get(FrozenGraph.PROBABILITIES), regions, columns, probabilities, 0);
      floats(outputs.get(FrozenGraph.BOX_DELTAS), regions, BoxDeltas.SIZE * columns, deltas, 0);
      return new NetworkOutput(probabilities, deltas);
    }
  }

  /**
   * Copies an output and checks it.
   *
   * @param into {@code [.., columns]}
   * @param row of {@code into} where the output starts
   * @throws DetectionException if it has another shape, or is not finite
   */
  static void floats(NDArray array, int rows, int columns, float[] into, int row) {
    if (!array.getShape().equals(new Shape(rows, columns))) {
      throw new DetectionException(
          "the network's output \"%s\" has the shape %s instead of (%d, %d)"
              .formatted(array.getName(), array.getShape(), rows, columns));
    }
    float[] values = array.toFloatArray();
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new DetectionException(
            "the network's output \"%s\" holds %s; the model is broken"
                .formatted(array.getName(), value));
      }
    }
    System.arraycopy(values, 0, into, row * columns, values.length);
  }

  private static String firstLine(Throwable error) {
    Throwable inner = error;
    while (inner.getCause() != null && inner.getCause() != inner) {
      inner = inner.getCause();
    }
    String message = String.valueOf(inner.getMessage());
    return message.lines().findFirst().orElse(message);
  }

  @Override
  public void close() {
    predictor.close();
    memory.close();
    model.close();
  }
}

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
import io.frameflow.detector.models.FrozenGraph;
import io.frameflow.detector.models.ModelManifest;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.detector.models.ModelPackageException;
import io.frameflow.detector.tensorflow.TensorFlowRuntime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;

/**
 * The model's graph in TensorFlow, called through DJL, with its inputs and outputs in memory that
 * serves the next batch as well. On a processor it is cut where it pools RoIs, if its manifest says
 * where that is. Not thread safe.
 */
final class Network implements AutoCloseable {

  /** Numbers per region: image index, x1, y1, x2, y2 in pixels of the canvas. */
  static final int ROI_SIZE = 5;

  private final int columns;
  private final ZooModel<NDList, NDList> model;
  private final Predictor<NDList, NDList> predictor;
  private final NDManager memory;
  private final ImageTensors images;
  private final Canvas canvas;
  private final Optional<SplitNetwork> split;
  private ByteBuffer rois = ByteBuffer.allocateDirect(0);
  private float[] probabilities = new float[0];
  private float[] deltas = new float[0];

  private Network(
      ModelManifest manifest, ZooModel<NDList, NDList> model, Optional<SplitNetwork> split) {
    this.columns = manifest.labels().size() + 1;
    this.model = model;
    this.split = split;
    this.predictor = model.newPredictor();
    // inputs start on the CPU even if the graph runs elsewhere: the session moves them itself
    this.memory = NDManager.newBaseManager(Device.cpu(), "TensorFlow");
    this.images = new ImageTensors(memory);
    this.canvas = new Canvas(manifest.pixelMeans(), images);
  }

  /**
   * Loads a checked package's graph.
   *
   * @param precision fp32 or bf16
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
    return new Network(source.manifest(), model, split(source, model, workers));
  }

  private static Optional<SplitNetwork> split(
      ModelPackage source, ZooModel<NDList, NDList> model, Workers workers)
      throws ModelPackageException {
    ModelManifest.Pooling pooling = source.manifest().pooling();
    if (pooling == null || TensorFlowRuntime.onGpu()) {
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
    if (precision == Precision.BF16) {
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

  /** The network's image input, to be painted before each run. */
  Canvas canvas() {
    return canvas;
  }

  /**
   * Runs the batch that was painted last on the {@link #canvas}.
   *
   * @param batch with at least one region
   * @return good until the next run
   * @throws DetectionException if the graph fails, or its output has another shape than its
   *     manifest promises, or is not finite
   */
  NetworkOutput run(Batch batch) {
    return answer(
        () -> {
          if (split.isEmpty()) {
            return runWhole(batch);
          }
          split.get().look(memory, images.array());
          return split.get().run(memory, batch.rois(), columns);
        });
  }

  /**
   * Runs other regions of the images that {@link #run} saw last; where the graph is cut, on the
   * feature maps that are there still.
   *
   * @param batch of the same pages, with at least one region
   * @return good until the next run
   * @throws DetectionException as {@link #run}
   */
  NetworkOutput runAgain(Batch batch) {
    return split.isEmpty()
        ? run(batch)
        : answer(() -> split.get().run(memory, batch.rois(), columns));
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

  private NetworkOutput runWhole(Batch batch) throws TranslateException {
    int regions = batch.regions();
    try (NDManager call = memory.newSubManager();
        NDList outputs = predictor.predict(new NDList(images.array(), regions(batch, call)))) {
      probabilities = reserve(probabilities, regions * columns);
      deltas = reserve(deltas, regions * BoxDeltas.SIZE * columns);
      read(outputs.get(FrozenGraph.PROBABILITIES), regions, columns, probabilities, 0);
      read(outputs.get(FrozenGraph.BOX_DELTAS), regions, BoxDeltas.SIZE * columns, deltas, 0);
      return new NetworkOutput(probabilities, deltas);
    }
  }

  private NDArray regions(Batch batch, NDManager call) {
    int bytes = batch.regions() * ROI_SIZE * Float.BYTES;
    if (rois.capacity() < bytes) {
      rois = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
    rois.clear().limit(bytes);
    batch.writeRois(rois.asFloatBuffer());
    NDArray array = call.create(rois, new Shape(batch.regions(), ROI_SIZE), DataType.FLOAT32);
    array.setName(FrozenGraph.ROIS);
    return array;
  }

  /** The array, or a new one if it is too short. */
  static float[] reserve(float[] array, int size) {
    return array.length < size ? new float[size] : array;
  }

  /**
   * Copies an output and checks it.
   *
   * @param into {@code [.., columns]}
   * @param row of {@code into} where the output starts
   * @throws DetectionException if it has another shape, or is not finite
   */
  static void read(NDArray output, int rows, int columns, float[] into, int row) {
    if (!output.getShape().equals(new Shape(rows, columns))) {
      throw new DetectionException(
          "the network's output \"%s\" has the shape %s instead of (%d, %d)"
              .formatted(output.getName(), output.getShape(), rows, columns));
    }
    int from = row * columns;
    int end = from + rows * columns;
    try (NativeArray memory = NativeArray.of(output)) {
      memory.bytes().asFloatBuffer().get(into, from, end - from);
    }
    for (int i = from; i < end; i++) {
      if (!Float.isFinite(into[i])) {
        throw new DetectionException(
            "the network's output \"%s\" holds %s; the model is broken"
                .formatted(output.getName(), into[i]));
      }
    }
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
    images.close();
    memory.close();
    model.close();
  }
}

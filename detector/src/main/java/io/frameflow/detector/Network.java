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
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import io.frameflow.detector.boxes.BoxDeltas;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.models.FrozenGraph;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.detector.models.ModelPackageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;

/** The model's graph in TensorFlow, called through DJL. Not thread safe. */
final class Network implements AutoCloseable {

  /** Numbers per region: image index, x1, y1, x2, y2 in pixels of the canvas. */
  static final int ROI_SIZE = 5;

  private final int columns;
  private final ZooModel<NDList, NDList> model;
  private final Predictor<NDList, NDList> predictor;
  private final NDManager memory;

  private Network(int classes, ZooModel<NDList, NDList> model) {
    this.columns = classes + 1;
    this.model = model;
    this.predictor = model.newPredictor();
    // inputs start on the CPU even if the graph runs elsewhere: the session moves them itself
    this.memory = NDManager.newBaseManager(Device.cpu(), "TensorFlow");
  }

  /**
   * Loads a checked package's graph.
   *
   * @param precision fp32 or bf16
   * @throws ModelPackageException if TensorFlow does not take it
   */
  static Network load(ModelPackage source, int threads, Precision precision)
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
    try {
      return new Network(source.manifest().labels().size(), criteria.loadModel());
    } catch (IOException
        | ModelNotFoundException
        | MalformedModelException
        | EngineException
        | TensorFlowException e) {
      throw new ModelPackageException(file, "TensorFlow cannot load it: " + firstLine(e), e);
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

  /**
   * Runs one batch.
   *
   * @param rois {@code [R, 5]}, R at least 1
   * @throws DetectionException if the graph fails, or its output has another shape than its
   *     manifest promises, or is not finite
   */
  NetworkOutput run(Canvas canvas, float[] rois) {
    int regions = rois.length / ROI_SIZE;
    Shape shape = new Shape(canvas.pages(), canvas.height(), canvas.width(), Image.CHANNELS);
    try (NDManager call = memory.newSubManager()) {
      NDArray images = call.create(canvas.pixels(), shape, DataType.UINT8);
      images.setName(FrozenGraph.IMAGES);
      NDArray regionArray = call.create(rois, new Shape(regions, ROI_SIZE));
      regionArray.setName(FrozenGraph.ROIS);
      NDList outputs = predictor.predict(new NDList(images, regionArray));
      return new NetworkOutput(
          floats(outputs.get(FrozenGraph.PROBABILITIES), regions, columns),
          floats(outputs.get(FrozenGraph.BOX_DELTAS), regions, BoxDeltas.SIZE * columns));
    } catch (TranslateException | EngineException | TensorFlowException e) {
      throw new DetectionException("the network failed: " + firstLine(e), e);
    }
  }

  private static float[] floats(NDArray array, int rows, int columns) {
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
    return values;
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

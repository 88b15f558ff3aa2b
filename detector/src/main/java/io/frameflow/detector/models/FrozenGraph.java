package io.frameflow.detector.models;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/**
 * The file {@code saved_model.pb} of a network whose weights are constants.
 *
 * <p>With R regions, K classes and N images of H x W pixels, its signature {@code serving_default}
 * is:
 *
 * <pre>
 * images         uint8   [N, H, W, 3]   RGB, 0..255
 * rois           float32 [R, 5]         image index, x1, y1, x2, y2 in pixels of the input image
 * probabilities  float32 [R, K + 1]     softmax, class 0 is the background
 * box_deltas     float32 [R, 4 (K + 1)] dx, dy, dw, dh of class c from column 4 c
 * </pre>
 */
public final class FrozenGraph {

  /** Where a package keeps the file. */
  public static final String PATH = "saved_model/saved_model.pb";

  public static final String IMAGES = "images";
  public static final String ROIS = "rois";
  public static final String PROBABILITIES = "probabilities";
  public static final String BOX_DELTAS = "box_deltas";

  /** Name of the signature above. */
  public static final String SIGNATURE = "serving_default";

  private static final String SERVE_TAG = "serve";
  private static final int SCHEMA_VERSION = 1;

  private static final Set<String> MATRIX_PRODUCTS =
      Set.of("BatchMatMulV2", "Conv2D", "DepthwiseConv2dNative", "Einsum", "MatMul");

  private FrozenGraph() {}

  /**
   * Writes a graph without variables as {@code saved_model/saved_model.pb} below a package
   * directory.
   *
   * <p>TensorFlow's own exporter adds operations that read and write checkpoints, which a package
   * must not contain; hence this one.
   *
   * @param images placeholder, uint8 [N, H, W, 3]
   * @param rois placeholder, float32 [R, 5]
   * @param probabilities float32 [R, K + 1]
   * @param boxDeltas float32 [R, 4 (K + 1)]
   */
  public static void write(
      Path packageDirectory,
      Graph graph,
      Operand<?> images,
      Operand<?> rois,
      Operand<?> probabilities,
      Operand<?> boxDeltas)
      throws IOException {
    SignatureDef signature =
        SignatureDef.newBuilder()
            .setMethodName("tensorflow/serving/predict")
            .putInputs(IMAGES, describe(images.asOutput()))
            .putInputs(ROIS, describe(rois.asOutput()))
            .putOutputs(PROBABILITIES, describe(probabilities.asOutput()))
            .putOutputs(BOX_DELTAS, describe(boxDeltas.asOutput()))
            .build();
    SavedModel model =
        SavedModel.newBuilder()
            .setSavedModelSchemaVersion(SCHEMA_VERSION)
            .addMetaGraphs(
                MetaGraphDef.newBuilder()
                    .setMetaInfoDef(MetaGraphDef.MetaInfoDef.newBuilder().addTags(SERVE_TAG))
                    .setGraphDef(graph.toGraphDef())
                    .putSignatureDef(SIGNATURE, signature))
            .build();
    Path file = packageDirectory.resolve(PATH);
    Files.createDirectories(file.getParent());
    try (var out = Files.newOutputStream(file)) {
      model.writeTo(out);
    }
  }

  private static TensorInfo describe(Output<?> output) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long size : output.shape().asArray()) {
      shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
    }
    return TensorInfo.newBuilder()
        .setName(output.op().name() + ":" + output.index())
        .setDtype(output.dataType())
        .setTensorShape(shape)
        .build();
  }

  /**
   * Checks the file without running it.
   *
   * @param classes K, the number of labels
   * @throws ModelPackageException if it is no frozen graph with the signature above, or holds an
   *     operation outside the allow-list
   */
  static void check(Path file, int classes) throws ModelPackageException {
    SavedModel model = read(file);
    if (model.getMetaGraphsCount() != 1
        || !model.getMetaGraphs(0).getMetaInfoDef().getTagsList().contains(SERVE_TAG)) {
      throw new ModelPackageException(
          file, "must hold exactly one graph, tagged \"serve\"; export the model again");
    }
    MetaGraphDef graph = model.getMetaGraphs(0);
    if (graph.getGraphDef().getLibrary().getFunctionCount() > 0
        || graph.getAssetFileDefCount() > 0) {
      throw new ModelPackageException(
          file, "holds functions or asset files; export a frozen graph without them");
    }
    Map<String, String> forbidden = new TreeMap<>();
    for (NodeDef node : graph.getGraphDef().getNodeList()) {
      if (!AllowedOps.contains(node.getOp())) {
        forbidden.putIfAbsent(node.getOp(), node.getName());
      }
    }
    if (!forbidden.isEmpty()) {
      String op = forbidden.keySet().iterator().next();
      throw new ModelPackageException(
          file,
          "operation %s (node \"%s\") is not allowed in a model%s; only pure tensor operations are"
              .formatted(
                  op,
                  forbidden.get(op),
                  forbidden.size() > 1 ? ", nor are " + (forbidden.size() - 1) + " others" : ""));
    }
    SignatureCheck.check(file, graph, classes);
  }

  /**
   * Whether the network convolves or multiplies matrices at all; their number format matters only
   * then.
   *
   * @throws ModelPackageException if the file cannot be read
   */
  public static boolean multipliesMatrices(Path file) throws ModelPackageException {
    return read(file).getMetaGraphsList().stream()
        .flatMap(graph -> graph.getGraphDef().getNodeList().stream())
        .anyMatch(node -> MATRIX_PRODUCTS.contains(node.getOp()));
  }

  /**
   * Reads the file, with the weights of large networks mapped rather than copied.
   *
   * @throws ModelPackageException if it cannot be read or is no SavedModel
   */
  public static SavedModel read(Path file) throws ModelPackageException {
    try (FileChannel channel = FileChannel.open(file)) {
      // mapped, not read: the weights of a large network need not pass through the Java heap
      ByteString bytes =
          UnsafeByteOperations.unsafeWrap(channel.map(MapMode.READ_ONLY, 0, channel.size()));
      var input = bytes.newCodedInput();
      input.enableAliasing(true);
      return SavedModel.parseFrom(input);
    } catch (InvalidProtocolBufferException e) {
      throw new ModelPackageException(file, "is no SavedModel: " + e.getMessage(), e);
    } catch (IOException | IllegalArgumentException e) {
      throw new ModelPackageException(file, "cannot be read: " + e.getMessage(), e);
    }
  }
}

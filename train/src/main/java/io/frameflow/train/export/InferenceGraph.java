package io.frameflow.train.export;

import io.frameflow.detector.models.ModelManifest;
import io.frameflow.train.network.BackboneGraph.FeatureMap;
import io.frameflow.train.network.ConstantWeights;
import io.frameflow.train.network.DetectorGraph;
import io.frameflow.train.network.DetectorGraph.Heads;
import io.frameflow.train.network.DetectorNetwork;
import io.frameflow.train.network.PixelMeans;
import io.frameflow.train.network.RoiBins;
import io.frameflow.train.network.SparseTablePooling;
import io.frameflow.train.network.Tap;
import io.frameflow.train.network.WeightArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * The network as it is served: weights as constants, images as bytes, RoI pooling in the graph.
 *
 * <p>Inputs {@code images} uint8 {@code [N, H, W, 3]} RGB and {@code rois} float {@code [R, 5]};
 * outputs {@code probabilities} {@code [R, K + 1]} and {@code box_deltas} {@code [R, 4 (K + 1)]}.
 */
public final class InferenceGraph implements AutoCloseable {

  private static final String SIGNATURE = "serving_default";
  private static final String PREDICT = "tensorflow/serving/predict";
  private static final String SERVE = "serve";
  private static final String IMAGES = "images";
  private static final String ROIS = "rois";
  private static final String PROBABILITIES = "probabilities";
  private static final String BOX_DELTAS = "box_deltas";
  private static final String MAP = "map_";

  private final DetectorNetwork network;

  private final Graph graph = new Graph();
  private final Placeholder<TUint8> images;
  private final Placeholder<TFloat32> rois;
  private final Operand<TFloat32> probabilities;
  private final Operand<TFloat32> boxDeltas;

  /**
   * Builds the graph.
   *
   * @param input decides how large a map can become, and so the depth of the pooling tables
   * @param weights by name, with deltas that need no further scaling
   */
  public InferenceGraph(
      DetectorNetwork network,
      ModelManifest.Input input,
      List<Float> pixelMeans,
      Map<String, WeightArray> weights) {
    this.network = network;
    Ops tf = Ops.create(graph);
    images =
        tf.withName(IMAGES).placeholder(TUint8.class, Placeholder.shape(Shape.of(-1, -1, -1, 3)));
    rois = tf.withName(ROIS).placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 5)));
    DetectorGraph detector = new DetectorGraph(tf, network, new ConstantWeights(tf, weights));
    Operand<TFloat32> pixels = tf.dtypes.cast(images, TFloat32.class);
    List<FeatureMap> maps = detector.features(PixelMeans.subtract(tf, pixels, pixelMeans));
    Heads heads =
        detector.heads(
            maps,
            (tap, map) ->
                pooling(tf, network, network.taps().get(tap), input)
                    .pool(tf.withName(MAP + tap).identity(map.features()), map.channels(), rois),
            DetectorGraph.HiddenStep.NONE);
    probabilities = tf.withName(PROBABILITIES).nn.softmax(heads.logits());
    boxDeltas = tf.withName(BOX_DELTAS).identity(heads.deltas());
  }

  /** What the manifest says of where RoIs are pooled. */
  public ModelManifest.Pooling pooling() {
    List<ModelManifest.PooledMap> maps = new ArrayList<>();
    for (Tap tap : network.taps()) {
      maps.add(new ModelManifest.PooledMap(MAP + maps.size() + ":0", tap.stride(), tap.offset()));
    }
    RoiBins bins = network.taps().get(0).bins();
    return new ModelManifest.Pooling(
        maps, bins.count(), bins.reachBeyondMap(), DetectorGraph.POOLED + ":0");
  }

  private static SparseTablePooling pooling(
      Ops tf, DetectorNetwork network, Tap tap, ModelManifest.Input input) {
    int multiple = input.strideMultiple();
    int canvas = (input.longSide() + multiple - 1) / multiple * multiple;
    return new SparseTablePooling(tf, tap, network.largestRoi(tap, canvas));
  }

  /**
   * The graph as a SavedModel without variables. It is put together here, for the exporter of
   * TensorFlow's Java binding adds operations that read and write files.
   */
  public SavedModel toSavedModel() {
    SignatureDef signature =
        SignatureDef.newBuilder()
            .setMethodName(PREDICT)
            .putInputs(IMAGES, info(images))
            .putInputs(ROIS, info(rois))
            .putOutputs(PROBABILITIES, info(probabilities))
            .putOutputs(BOX_DELTAS, info(boxDeltas))
            .build();
    MetaGraphDef.Builder meta =
        MetaGraphDef.newBuilder()
            .setGraphDef(graph.toGraphDef())
            .putSignatureDef(SIGNATURE, signature);
    meta.getMetaInfoDefBuilder().addTags(SERVE);
    return SavedModel.newBuilder().setSavedModelSchemaVersion(1).addMetaGraphs(meta).build();
  }

  private static TensorInfo info(Operand<?> operand) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long side : operand.asOutput().shape().asArray()) {
      shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(side));
    }
    return TensorInfo.newBuilder()
        .setName(operand.op().name() + ":" + operand.asOutput().index())
        .setDtype(operand.asOutput().type() == TUint8.class ? DataType.DT_UINT8 : DataType.DT_FLOAT)
        .setTensorShape(shape)
        .build();
  }

  @Override
  public void close() {
    graph.close();
  }
}

package io.frameflow.detector;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.tensorflow.engine.SavedModelBundle;
import ai.djl.tensorflow.engine.TfSymbolBlock;
import ai.djl.training.ParameterStore;
import io.frameflow.detector.boxes.BoxDeltas;
import io.frameflow.detector.models.FrozenGraph;
import io.frameflow.detector.models.ModelManifest;
import io.frameflow.detector.pooling.DistinctRegions;
import io.frameflow.detector.pooling.FeatureGrid;
import io.frameflow.detector.pooling.RoiBinning;
import io.frameflow.detector.pooling.RoiMaxPooling;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;

/**
 * A model's graph, cut where it pools RoIs: TensorFlow computes the feature maps, Java pools the
 * regions, TensorFlow runs the heads on what came out, both on the session that holds the weights.
 *
 * <p>Regions that cover the same cells go through the heads once. They go in parts, so that memory
 * does not grow with the batch. Not thread safe.
 */
final class SplitNetwork {

  private static final String FEATURES = "features";
  private static final String HEADS = "heads";
  private static final String POOLED = "pooled";

  /** Of pooled regions at a time; enough rows for the matrix products, whatever the network. */
  private static final int PART_BYTES = 64 << 20;

  private static final int LEAST_PART = 64;

  /** Regions that a thread pools before it takes more. */
  private static final int AT_A_TIME = 32;

  private final TfSymbolBlock backbone;
  private final TfSymbolBlock heads;
  private final List<RoiBinning> binnings;
  private final DistinctRegions regions;
  private final Workers workers;

  /** Poolings not in use: as many as there have been threads at the same time. */
  private final Queue<RoiMaxPooling> idle = new ConcurrentLinkedQueue<>();

  private final List<float[]> values = new ArrayList<>();
  private List<FeatureGrid> maps = List.of();
  private float[] probabilities = new float[0];
  private float[] deltas = new float[0];

  private SplitNetwork(
      TfSymbolBlock backbone, TfSymbolBlock heads, List<RoiBinning> binnings, Workers workers) {
    this.backbone = backbone;
    this.heads = heads;
    this.binnings = binnings;
    this.regions = new DistinctRegions(binnings);
    this.workers = workers;
    binnings.forEach(map -> values.add(new float[0]));
  }

  /**
   * Cuts a loaded graph.
   *
   * @param bundle the graph and its session, which stay the caller's to close
   * @throws IllegalArgumentException if the graph has no such tensors
   */
  static SplitNetwork of(SavedModelBundle bundle, ModelManifest.Pooling pooling, Workers workers) {
    MetaGraphDef meta = bundle.getMetaGraphDef();
    SignatureDef whole = meta.getSignatureDefOrThrow(FrozenGraph.SIGNATURE);
    SignatureDef.Builder features =
        SignatureDef.newBuilder()
            .putInputs(FrozenGraph.IMAGES, whole.getInputsOrThrow(FrozenGraph.IMAGES));
    for (int i = 0; i < pooling.maps().size(); i++) {
      features.putOutputs(FEATURES + i, tensor(pooling.maps().get(i).tensor()));
    }
    SignatureDef rest =
        SignatureDef.newBuilder()
            .putInputs(POOLED, tensor(pooling.pooled()))
            .putOutputs(
                FrozenGraph.PROBABILITIES, whole.getOutputsOrThrow(FrozenGraph.PROBABILITIES))
            .putOutputs(FrozenGraph.BOX_DELTAS, whole.getOutputsOrThrow(FrozenGraph.BOX_DELTAS))
            .build();
    SavedModelBundle cut =
        new SavedModelBundle(
            bundle.getGraph(),
            bundle.getSession(),
            meta.toBuilder()
                .putSignatureDef(FEATURES, features.build())
                .putSignatureDef(HEADS, rest)
                .build());
    return new SplitNetwork(
        new TfSymbolBlock(cut, FEATURES),
        new TfSymbolBlock(cut, HEADS),
        pooling.binnings(),
        workers);
  }

  private static TensorInfo tensor(String name) {
    return TensorInfo.newBuilder()
        .setName(name)
        .setDtype(org.tensorflow.proto.DataType.DT_FLOAT)
        .build();
  }

  /**
   * Computes the feature maps that regions are pooled from until the next call.
   *
   * @param images {@code [N, H, W, 3]} uint8
   */
  void look(NDManager memory, NDArray images) {
    List<FeatureGrid> found = new ArrayList<>();
    try (NDManager call = memory.newSubManager();
        NDList output = forward(backbone, call, images)) {
      for (int i = 0; i < binnings.size(); i++) {
        NDArray map = output.get(FEATURES + i);
        int size = Math.toIntExact(map.size());
        values.set(i, Network.reserve(values.get(i), size));
        try (NativeArray place = NativeArray.of(map)) {
          place.bytes().asFloatBuffer().get(values.get(i), 0, size);
        }
        long[] sides = map.getShape().getShape();
        found.add(
            new FeatureGrid(
                values.get(i), (int) sides[0], (int) sides[1], (int) sides[2], (int) sides[3]));
      }
    }
    maps = found;
  }

  /**
   * Pools regions from the maps and runs the heads on them.
   *
   * @param rois {@code [R, 5]}, R at least 1
   * @param columns K + 1
   * @return good until the next run
   */
  NetworkOutput run(NDManager memory, float[] rois, int columns) {
    regions.find(rois, maps);
    int count = regions.count();
    probabilities = Network.reserve(probabilities, count * columns);
    deltas = Network.reserve(deltas, count * columns * BoxDeltas.SIZE);
    int size = size();
    int part = Math.max(LEAST_PART, PART_BYTES / Float.BYTES / size);
    for (int from = 0; from < count; from += part) {
      int rows = Math.min(part, count - from);
      try (NDManager call = memory.newSubManager();
          NDArray pooled = pool(call, rois, from, rows, size);
          NDList output = forward(heads, call, pooled)) {
        int last = BoxDeltas.SIZE * columns;
        Network.read(output.get(FrozenGraph.PROBABILITIES), rows, columns, probabilities, from);
        Network.read(output.get(FrozenGraph.BOX_DELTAS), rows, last, deltas, from);
      }
    }
    return new NetworkOutput(
        regions.spread(probabilities, columns), regions.spread(deltas, BoxDeltas.SIZE * columns));
  }

  private static NDList forward(TfSymbolBlock block, NDManager call, NDArray input) {
    return block.forward(new ParameterStore(call, false), new NDList(input), false);
  }

  /** {@code [rows, size]}, put where TensorFlow reads it. */
  private NDArray pool(NDManager call, float[] rois, int from, int rows, int size) {
    NDArray pooled = call.create(new Shape(rows, size), DataType.FLOAT32);
    pooled.setName(POOLED);
    try (NativeArray place = NativeArray.of(pooled)) {
      FloatBuffer out = place.bytes().asFloatBuffer();
      workers.map(
          (rows + AT_A_TIME - 1) / AT_A_TIME,
          "pooling",
          task -> {
            int first = task * AT_A_TIME;
            int end = Math.min(rows, first + AT_A_TIME);
            RoiMaxPooling pooling = takePooling();
            pooling.pool(maps, rois, regions, from + first, from + end, out, first * size);
            idle.add(pooling);
            return task;
          });
    }
    return pooled;
  }

  private int size() {
    RoiMaxPooling pooling = takePooling();
    idle.add(pooling);
    return pooling.size(maps);
  }

  private RoiMaxPooling takePooling() {
    RoiMaxPooling pooling = idle.poll();
    return pooling == null ? new RoiMaxPooling(binnings) : pooling;
  }
}

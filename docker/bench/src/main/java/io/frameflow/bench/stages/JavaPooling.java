package io.frameflow.bench.stages;

import io.frameflow.bench.measuring.Contender;
import io.frameflow.bench.measuring.Contender.Role;
import io.frameflow.bench.network.NetworkSession;
import io.frameflow.bench.scene.Picture;
import io.frameflow.bench.scene.Scene;
import io.frameflow.detector.Precision;
import io.frameflow.detector.models.FrozenGraph;
import io.frameflow.detector.models.ModelManifest;
import io.frameflow.detector.pooling.DistinctRegions;
import io.frameflow.detector.pooling.FeatureGrid;
import io.frameflow.detector.pooling.RoiMaxPooling;
import io.frameflow.train.network.Tensors;
import io.frameflow.train.solver.SessionSettings;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.tensorflow.Result;
import org.tensorflow.Tensor;

/** RoI pooling as the detector does it on a processor: outside of the graph. */
final class JavaPooling implements AutoCloseable {

  private final Scene scene;
  private final ModelManifest.Pooling pooling;
  private final List<List<FeatureGrid>> maps = new ArrayList<>();
  private final DistinctRegions regions;
  private final List<RoiMaxPooling> poolings = new ArrayList<>();
  private final ExecutorService threads;
  private final FloatBuffer pooled;

  private JavaPooling(Scene scene, ModelManifest.Pooling pooling) {
    this.scene = scene;
    this.pooling = pooling;
    readMaps();
    int most = scene.pictures().stream().mapToInt(Picture::regions).max().orElseThrow();
    regions = new DistinctRegions(pooling.binnings());
    for (int i = 0; i < scene.threads(); i++) {
      poolings.add(new RoiMaxPooling(pooling.binnings()));
    }
    int size = poolings.get(0).size(maps.get(0));
    pooled =
        ByteBuffer.allocateDirect(Math.multiplyExact(most * size, Float.BYTES))
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    threads = Executors.newFixedThreadPool(scene.threads());
  }

  static Contender contender(Stage stage, Scene scene, ModelManifest.Pooling pooling) {
    JavaPooling java = stage.hold(new JavaPooling(scene, pooling));
    Contender.Task task = java::run;
    return new Contender(
        "Frameflow",
        "",
        Role.OURS,
        task.timed(),
        item -> 0,
        "as served: in Java, equal regions once");
  }

  private void readMaps() {
    List<String> wanted = pooling.maps().stream().map(ModelManifest.PooledMap::tensor).toList();
    String images =
        scene
            .graph()
            .getSignatureDefMap()
            .values()
            .iterator()
            .next()
            .getInputsOrThrow(FrozenGraph.IMAGES)
            .getName();
    try (NetworkSession session =
        new NetworkSession(scene.graph(), new SessionSettings(scene.threads(), Precision.FP32))) {
      for (Picture picture : scene.pictures()) {
        try (Tensor pixels = NetworkSession.images(picture);
            Result result = session.run(Map.of(images, pixels), wanted)) {
          List<FeatureGrid> grids = new ArrayList<>();
          for (int i = 0; i < wanted.size(); i++) {
            long[] sides = result.get(i).shape().asArray();
            grids.add(
                new FeatureGrid(
                    Tensors.floats(result.get(i)),
                    (int) sides[0],
                    (int) sides[1],
                    (int) sides[2],
                    (int) sides[3]));
          }
          maps.add(grids);
        }
      }
    }
  }

  private void run(int item) throws Exception {
    List<FeatureGrid> grids = maps.get(item % maps.size());
    float[] rois = scene.picture(item).rois();
    regions.find(rois, grids);
    int size = poolings.get(0).size(grids);
    int share = (regions.count() + poolings.size() - 1) / poolings.size();
    List<Callable<Void>> parts = new ArrayList<>();
    for (int i = 0; i < poolings.size(); i++) {
      RoiMaxPooling pooling = poolings.get(i);
      int from = Math.min(regions.count(), i * share);
      int end = Math.min(regions.count(), from + share);
      parts.add(
          () -> {
            pooling.pool(grids, rois, regions, from, end, pooled, from * size);
            return null;
          });
    }
    for (Future<Void> part : threads.invokeAll(parts)) {
      part.get();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}

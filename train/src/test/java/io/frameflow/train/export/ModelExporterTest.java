package io.frameflow.train.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.frameflow.detector.models.ModelManifest;
import io.frameflow.detector.tensorflow.TensorFlowRuntime;
import io.frameflow.train.network.Tensors;
import io.frameflow.train.sampling.MiniBatch;
import io.frameflow.train.solver.PreparedBatch;
import io.frameflow.train.solver.TinyTask;
import io.frameflow.train.solver.TrainingGraph;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

class ModelExporterTest {

  @TempDir Path folder;

  @BeforeAll
  static void loadTensorFlow() throws Exception {
    TensorFlowRuntime.load(2);
  }

  @Test
  void theExportedGraphAnswersAsTheTrainingGraph() throws Exception {
    MiniBatch batch = wholePixels(TinyTask.batch(5));
    PreparedBatch prepared = PreparedBatch.of(batch, TinyTask.network());
    Path target = folder.resolve("model");
    TrainingGraph.Answer expected;
    try (TrainingGraph graph = TinyTask.graph(TinyTask.options(.01f, 20))) {
      for (int step = 0; step < 20; step++) {
        graph.step(TinyTask.prepared(step), step, .01f);
      }
      expected = graph.predict(prepared);
      ModelExporter.export(target, manifest(), TinyTask.network(), graph.weights(), "{}");
    }

    try (SavedModelBundle model =
            SavedModelBundle.load(target.resolve("saved_model").toString(), "serve");
        TUint8 images = images(batch);
        TFloat32 rois = Tensors.of(batch.rois(), batch.roiCount(), 5);
        TFloat32 probabilities = fetch(model, images, rois, "probabilities");
        TFloat32 deltas = fetch(model, images, rois, "box_deltas")) {
      assertThat(Tensors.floats(probabilities))
          .containsExactly(expected.probabilities(), Offset.offset(1e-5f));
      float[] deviations = {.1f, .1f, .2f, .2f};
      float[] found = Tensors.floats(deltas);
      assertThat(found).hasSameSizeAs(expected.deltas());
      for (int i = 0; i < found.length; i++) {
        assertThat(found[i])
            .as("delta %d", i)
            .isCloseTo(expected.deltas()[i] * deviations[i % 4], within(1e-5f));
      }
    }
    assertThat(Files.readString(target.resolve("proposals.json"))).isEqualTo("{}");
  }

  private static TFloat32 fetch(
      SavedModelBundle model, TUint8 images, TFloat32 rois, String output) {
    Map<String, Tensor> inputs = Map.of("images", images, "rois", rois);
    return (TFloat32) model.function("serving_default").call(inputs).get(output).orElseThrow();
  }

  private static MiniBatch wholePixels(MiniBatch batch) {
    float[] pixels = new float[batch.pixels().length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = Math.max(0, Math.min(255, Math.round(batch.pixels()[i])));
    }
    return new MiniBatch(
        batch.images(),
        batch.height(),
        batch.width(),
        pixels,
        batch.rois(),
        batch.classes(),
        batch.targets());
  }

  private static TUint8 images(MiniBatch batch) {
    byte[] bytes = new byte[batch.pixels().length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (int) batch.pixels()[i];
    }
    return TUint8.tensorOf(
        Shape.of(1, TinyTask.SIDE, TinyTask.SIDE, 3),
        tensor -> tensor.asRawTensor().data().write(bytes));
  }

  private static ModelManifest manifest() {
    return new ModelManifest(
        ModelManifest.FORMAT,
        "tiny",
        "1",
        List.of("bright", "dark"),
        new ModelManifest.Input(TinyTask.SIDE, 2 * TinyTask.SIDE, 16),
        TinyTask.MEANS,
        new ModelManifest.Proposals("learned-windows", 10, "proposals.json", Map.of()),
        new ModelManifest.Thresholds(.05f, .45f, 100),
        Map.of(),
        "",
        "test",
        Map.of());
  }
}

package io.frameflow.train.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.frameflow.detector.Precision;
import io.frameflow.detector.models.ModelManifest;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.detector.tensorflow.TensorFlowRuntime;
import io.frameflow.train.caffe.CaffeModelWriter;
import io.frameflow.train.export.ModelExporter;
import io.frameflow.train.network.CaffeReference;
import io.frameflow.train.network.DetectorNetwork;
import io.frameflow.train.network.PaperNetwork;
import io.frameflow.train.network.PaperNetworks;
import io.frameflow.train.network.Safetensors;
import io.frameflow.train.network.TinyPaperNetwork;
import io.frameflow.train.network.WeightArray;
import io.frameflow.train.sampling.MiniBatch;
import io.frameflow.train.solver.LearningRate;
import io.frameflow.train.solver.PreparedBatch;
import io.frameflow.train.solver.SessionSettings;
import io.frameflow.train.solver.SolverOptions;
import io.frameflow.train.solver.StepResult;
import io.frameflow.train.solver.TinyTask;
import io.frameflow.train.solver.TrainingGraph;
import io.frameflow.train.weights.GeneratedWeights;
import io.frameflow.train.weights.NetworkWeights;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a weights file over a step of training to a package. */
class PaperNetworkTrainingTest {

  private static final int CLASSES = 2;

  @TempDir Path folder;

  @BeforeAll
  static void loadTensorFlow() throws Exception {
    TensorFlowRuntime.load(2);
  }

  @Test
  void vgg16TrainsAStepFromEitherKindOfFileAndIsExported() throws Exception {
    PaperNetwork paper = TinyPaperNetwork.narrowVgg16();
    DetectorNetwork network = paper.network(CLASSES);
    Map<String, WeightArray> tensors = GeneratedWeights.of(network, 3);
    Path caffe = folder.resolve("vgg16.caffemodel");
    Path safetensors = folder.resolve("vgg16.safetensors");
    CaffeModelWriter.write(caffe, CaffeModelWriter.Age.OLD, tensors);
    new Safetensors(tensors, Map.of()).write(safetensors);

    Map<String, WeightArray> once = trained(paper, network, caffe);
    assertThat(trained(paper, network, safetensors)).isEqualTo(once);

    Map<String, WeightArray> start = NetworkWeights.initial(caffe, network).read();
    assertThat(start).hasSize(2 * (13 + 2));
    start.forEach(
        (name, value) ->
            assertThat(once.get(name).equals(value))
                .as("%s stays", name)
                .isEqualTo(name.startsWith("conv1_") || name.startsWith("conv2_")));

    ModelPackage model =
        ModelExporter.export(folder.resolve("model"), manifest(), network, once, null);
    assertThat(ModelPackage.open(model.directory()).manifest().labels()).hasSize(CLASSES);
  }

  @Test
  void mapsShorterThanTheImageAreTrainedOn() throws Exception {
    PaperNetwork paper = TinyPaperNetwork.everyLayer();
    DetectorNetwork network = paper.network(CLASSES);
    Path file = folder.resolve("tiny.caffemodel");
    CaffeModelWriter.write(file, CaffeModelWriter.Age.NEW, GeneratedWeights.of(network, 8));

    assertThat(network.cells(paper.tap(), TinyTask.SIDE)).isLessThan(TinyTask.SIDE / 8);
    assertThat(trained(paper, network, file)).containsKey("conv3.weight");
  }

  @Test
  void theTrainingGraphPoolsAndAnswersAsCaffeWould() throws Exception {
    PaperNetwork paper = TinyPaperNetwork.everyLayer();
    DetectorNetwork network = paper.network(CLASSES);
    Map<String, WeightArray> tensors = GeneratedWeights.of(network, 8);
    for (int i = 0; i < tensors.get("conv1.weight").values().length; i++) {
      tensors.get("conv1.weight").values()[i] /= 60;
    }
    Path file = folder.resolve("tiny.caffemodel");
    CaffeModelWriter.write(file, CaffeModelWriter.Age.NEW, tensors);
    MiniBatch batch = TinyTask.batch(4);
    int cells = TinyTask.SIDE * TinyTask.SIDE;
    double[] image = new double[3 * cells];
    for (int i = 0; i < image.length; i++) {
      int colour = 2 - i / cells;
      image[i] = batch.pixels()[i % cells * 3 + colour] - PaperNetworks.MEANS.get(colour);
    }
    CaffeReference.Map3 map =
        CaffeReference.run(
            paper.backbone().layers(),
            tensors,
            new CaffeReference.Map3(image, 3, TinyTask.SIDE, TinyTask.SIDE));

    try (TrainingGraph graph =
        new TrainingGraph(
            network,
            TinyTask.options(.001f, 1),
            new SessionSettings(1, Precision.FP32),
            PaperNetworks.MEANS,
            NetworkWeights.whole(file, network).read())) {
      float[] deltas = graph.predict(PreparedBatch.of(batch, network)).deltas();
      for (int r = 0; r < batch.roiCount(); r++) {
        float[] box = Arrays.copyOfRange(batch.rois(), 5 * r + 1, 5 * r + 5);
        double[] hidden = CaffeReference.roiPooling(map, 6, 8, box);
        hidden = CaffeReference.innerProduct(tensors, "fc6", hidden, true);
        hidden = CaffeReference.innerProduct(tensors, "fc7", hidden, true);
        double[] expected = CaffeReference.innerProduct(tensors, "bbox_pred", hidden, false);
        for (int i = 0; i < expected.length; i++) {
          assertThat(deltas[r * expected.length + i])
              .as("RoI %d, delta %d", r, i)
              .isCloseTo((float) expected[i], within(1e-3f));
        }
      }
    }
  }

  private static Map<String, WeightArray> trained(
      PaperNetwork paper, DetectorNetwork network, Path file) throws Exception {
    SolverOptions solver =
        new SolverOptions(
            new LearningRate(LearningRate.Decay.STEPS, .001f, 1, 0),
            .9f,
            5e-4f,
            0,
            1,
            .5f,
            paper.frozen(),
            1);
    try (TrainingGraph graph =
        new TrainingGraph(
            network,
            solver,
            new SessionSettings(1, Precision.FP32),
            PaperNetworks.MEANS,
            NetworkWeights.initial(file, network).read())) {
      StepResult result = graph.step(PreparedBatch.of(TinyTask.batch(0), network), 0, .001f);
      assertThat(result.classLoss() + result.boxLoss()).as("%s", result).isFinite();
      return graph.weights();
    }
  }

  private static ModelManifest manifest() {
    return new ModelManifest(
        ModelManifest.FORMAT,
        "vgg16",
        "1",
        List.of("bright", "dark"),
        PaperNetworks.INPUT,
        PaperNetworks.MEANS,
        new ModelManifest.Proposals("selective-search", 100, null, Map.of()),
        PaperNetworks.THRESHOLDS,
        Map.of(),
        "",
        "test",
        Map.of());
  }
}

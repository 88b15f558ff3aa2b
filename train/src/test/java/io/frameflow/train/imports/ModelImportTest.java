package io.frameflow.train.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.frameflow.detector.Detection;
import io.frameflow.detector.Detector;
import io.frameflow.detector.DetectorOptions;
import io.frameflow.detector.Precision;
import io.frameflow.detector.boxes.Box;
import io.frameflow.detector.boxes.BoxDeltas;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.models.FrozenGraph;
import io.frameflow.detector.models.ModelManifest;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.detector.proposals.FixedGrid;
import io.frameflow.detector.tensorflow.TensorFlowRuntime;
import io.frameflow.train.caffe.CaffeModelWriter;
import io.frameflow.train.network.CaffeReference;
import io.frameflow.train.network.CaffeReference.Map3;
import io.frameflow.train.network.PaperNetwork;
import io.frameflow.train.network.PaperNetworks;
import io.frameflow.train.network.Tensors;
import io.frameflow.train.network.TinyPaperNetwork;
import io.frameflow.train.network.WeightArray;
import io.frameflow.train.weights.GeneratedWeights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/** An imported package against Caffe's forward pass in plain loops. */
class ModelImportTest {

  private static final PaperNetwork PAPER = TinyPaperNetwork.everyLayer();
  private static final List<String> LABELS = List.of("cat", "dog", "owl");
  private static final int HEIGHT = 67;
  private static final int WIDTH = 90;
  private static final int ROIS = 60;

  @TempDir Path folder;

  @BeforeAll
  static void loadTensorFlow() throws Exception {
    TensorFlowRuntime.load(2);
  }

  @Test
  void thePackageAnswersAsCaffeWould() throws Exception {
    long seed = 4;
    Map<String, WeightArray> weights = weights(seed);
    ModelPackage model = imported(weights, CaffeModelWriter.Age.NEW);
    Random random = new Random(seed);
    byte[] rgb = new byte[HEIGHT * WIDTH * 3];
    random.nextBytes(rgb);
    float[] rois = rois(random);
    Map3 map = CaffeReference.run(PAPER.backbone().layers(), weights, blueGreenRed(rgb));

    Path graph = model.directory().resolve(FrozenGraph.PATH).getParent();
    try (SavedModelBundle bundle = SavedModelBundle.load(graph.toString(), "serve");
        TUint8 images =
            TUint8.tensorOf(
                Shape.of(1, HEIGHT, WIDTH, 3), tensor -> tensor.asRawTensor().data().write(rgb));
        TFloat32 regions = Tensors.of(rois, ROIS, 5)) {
      Map<String, Tensor> inputs = Map.of("images", images, "rois", regions);
      try (var outputs = bundle.function("serving_default").call(inputs)) {
        float[] probabilities = Tensors.floats(outputs.get("probabilities").orElseThrow());
        float[] deltas = Tensors.floats(outputs.get("box_deltas").orElseThrow());
        int beyond = 0;
        for (int r = 0; r < ROIS; r++) {
          double[] pooled =
              CaffeReference.roiPooling(
                  map, 6, 8, rois[5 * r + 1], rois[5 * r + 2], rois[5 * r + 3], rois[5 * r + 4]);
          beyond += lastBinIsEmpty(pooled) ? 1 : 0;
          double[] hidden = CaffeReference.innerProduct(weights, "fc6", pooled, true);
          hidden = CaffeReference.innerProduct(weights, "fc7", hidden, true);
          double[] scores =
              softmax(CaffeReference.innerProduct(weights, "cls_score", hidden, false));
          double[] moves = CaffeReference.innerProduct(weights, "bbox_pred", hidden, false);
          for (int c = 0; c < scores.length; c++) {
            assertThat(probabilities[r * scores.length + c])
                .as("seed %d, RoI %d, class %d", seed, r, c)
                .isCloseTo((float) scores[c], within(2e-5f));
          }
          for (int c = 0; c < moves.length; c++) {
            assertThat(deltas[r * moves.length + c])
                .as("seed %d, RoI %d, delta %d", seed, r, c)
                .isCloseTo((float) moves[c], within(1e-4f));
          }
        }
        assertThat(beyond).as("RoIs that reach beyond the map").isBetween(3, ROIS - 3);
      }
    }
  }

  @Test
  void theDetectorServesThePackage() throws Exception {
    Map<String, WeightArray> weights = weights(9);
    ModelPackage model = imported(weights, CaffeModelWriter.Age.OLD);
    byte[] rgb = new byte[600 * 600 * 3];
    new Random(9).nextBytes(rgb);
    Image image = new Image(600, 600, rgb);
    Boxes proposals = new FixedGrid().propose(image, 8);
    Map3 map = CaffeReference.run(PAPER.backbone().layers(), weights, blueGreenRed(rgb, 600, 600));

    DetectorOptions options =
        DetectorOptions.defaults().withThreads(1).withPrecision(Precision.FP32);
    try (Detector detector = Detector.load(model, options)) {
      List<Detection> found = detector.detect(List.of(image)).get(0).detections();
      assertThat(found).isNotEmpty();
      for (Detection detection : found) {
        float closest = Float.MAX_VALUE;
        for (int r = 0; r < proposals.size(); r++) {
          Box box = proposals.get(r);
          double[] pooled =
              CaffeReference.roiPooling(map, 6, 8, box.x1(), box.y1(), box.x2(), box.y2());
          double[] hidden = CaffeReference.innerProduct(weights, "fc6", pooled, true);
          hidden = CaffeReference.innerProduct(weights, "fc7", hidden, true);
          double[] scores =
              softmax(CaffeReference.innerProduct(weights, "cls_score", hidden, false));
          double[] moves = CaffeReference.innerProduct(weights, "bbox_pred", hidden, false);
          float[] deltas = new float[moves.length];
          for (int i = 0; i < moves.length; i++) {
            deltas[i] = (float) moves[i];
          }
          float[] edges = BoxDeltas.decode(box, deltas, 4 * detection.classId());
          double distance =
              Math.abs(scores[detection.classId()] - detection.score())
                  + Math.abs(clip(edges[0]) - detection.box().x1())
                  + Math.abs(clip(edges[1]) - detection.box().y1())
                  + Math.abs(clip(edges[2]) - detection.box().x2())
                  + Math.abs(clip(edges[3]) - detection.box().y2());
          closest = (float) Math.min(closest, distance);
        }
        assertThat(closest).as("%s", detection).isLessThan(.05f);
      }
    }
  }

  private static boolean lastBinIsEmpty(double[] pooled) {
    boolean empty = true;
    for (int i = 35; i < pooled.length; i += 36) {
      empty &= pooled[i] == 0;
    }
    return empty;
  }

  private static float clip(float edge) {
    return Math.min(Math.max(edge, 0), 600);
  }

  @Test
  void theManifestSaysHowTheAuthorsTested() throws Exception {
    ModelManifest manifest = imported(weights(1), CaffeModelWriter.Age.NEW).manifest();

    assertThat(manifest.input()).isEqualTo(new ModelManifest.Input(600, 1000, 1));
    assertThat(manifest.pixelMeans()).isEqualTo(PaperNetworks.MEANS);
    assertThat(manifest.thresholds().nms()).isEqualTo(.3f);
    assertThat(manifest.labels()).isEqualTo(LABELS);
    assertThat(manifest.createdBy()).isEqualTo("frameflow import");
  }

  @Test
  void wrongLabelsOrWeightsLeaveNothingBehind() throws Exception {
    Path file = folder.resolve("net.caffemodel");
    Path target = folder.resolve("package/model");
    CaffeModelWriter.write(file, CaffeModelWriter.Age.NEW, weights(1));

    assertThatThrownBy(() -> run(file, List.of("cat", "dog"), target))
        .hasMessageContaining(
            "the weight of layer cls_score has shape [4, 10], but the network needs [3, 10]");
    assertThatThrownBy(() -> run(file, List.of("cat", "dog", "cat"), target))
        .hasMessage("a label occurs twice");
    assertThat(folder.resolve("package")).doesNotExist();
    Files.createDirectories(target.resolve("taken"));
    assertThatThrownBy(() -> run(file, LABELS, target)).hasMessageContaining("already exists");
  }

  private ModelPackage imported(Map<String, WeightArray> weights, CaffeModelWriter.Age age)
      throws Exception {
    Path file = folder.resolve("net.caffemodel");
    CaffeModelWriter.write(file, age, weights);
    return run(file, LABELS, folder.resolve("model"));
  }

  private static ModelPackage run(Path file, List<String> labels, Path target) throws Exception {
    ModelManifest.Proposals proposals =
        new ModelManifest.Proposals(FixedGrid.NAME, 8, null, Map.of());
    return ModelImport.run(PAPER, file, labels, "tiny", "1", proposals, target);
  }

  /** Colours are as large as 150, so the first layer's weights are small. */
  private static Map<String, WeightArray> weights(long seed) {
    Map<String, WeightArray> weights = GeneratedWeights.of(PAPER.network(LABELS.size()), seed);
    for (int i = 0; i < weights.get("conv1.weight").values().length; i++) {
      weights.get("conv1.weight").values()[i] /= 60;
    }
    for (int i = 0; i < weights.get("bbox_pred.weight").values().length; i++) {
      weights.get("bbox_pred.weight").values()[i] /= 10;
    }
    return weights;
  }

  private static Map3 blueGreenRed(byte[] rgb) {
    return blueGreenRed(rgb, HEIGHT, WIDTH);
  }

  private static Map3 blueGreenRed(byte[] rgb, int height, int width) {
    float[] means = {102.9801f, 115.9465f, 122.7717f};
    double[] values = new double[rgb.length];
    for (int i = 0; i < height * width; i++) {
      for (int c = 0; c < 3; c++) {
        values[c * height * width + i] = (rgb[3 * i + 2 - c] & 255) - means[c];
      }
    }
    return new Map3(values, 3, height, width);
  }

  private static float[] rois(Random random) {
    float[] rois = new float[5 * ROIS];
    for (int r = 0; r < ROIS; r++) {
      float x = random.nextFloat() * (WIDTH - 2);
      float y = random.nextFloat() * (HEIGHT - 2);
      rois[5 * r + 1] = x;
      rois[5 * r + 2] = y;
      rois[5 * r + 3] = r % 3 == 0 ? WIDTH : x + 1 + random.nextFloat() * (WIDTH - x - 1);
      rois[5 * r + 4] = r % 3 == 0 ? HEIGHT : y + 1 + random.nextFloat() * (HEIGHT - y - 1);
    }
    return rois;
  }

  private static double[] softmax(double[] logits) {
    double sum = 0;
    double[] result = new double[logits.length];
    for (int i = 0; i < logits.length; i++) {
      result[i] = Math.exp(logits[i]);
      sum += result[i];
    }
    for (int i = 0; i < logits.length; i++) {
      result[i] /= sum;
    }
    return result;
  }
}

package io.frameflow.train.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.detector.Detection;
import io.frameflow.detector.Detector;
import io.frameflow.detector.DetectorOptions;
import io.frameflow.detector.ImageDetections;
import io.frameflow.detector.Precision;
import io.frameflow.detector.boxes.Box;
import io.frameflow.detector.boxes.BoxVoting;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.boxes.Refinement;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.models.FrozenGraph;
import io.frameflow.detector.models.ModelManifest;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.detector.models.ModelPackageException;
import io.frameflow.detector.models.ModelPackageWriter;
import io.frameflow.detector.proposals.FixedGrid;
import io.frameflow.detector.tensorflow.TensorFlowRuntime;
import io.frameflow.train.network.Backbones;
import io.frameflow.train.network.DetectorNetwork;
import io.frameflow.train.network.NetworkShapes;
import io.frameflow.train.network.WeightArray;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The detector cuts the exported graph; it must answer as the whole. */
class SplitNetworkTest {

  private static final long SEED = 5;

  private static final DetectorOptions FP32 =
      DetectorOptions.defaults().withPrecision(Precision.FP32);

  @TempDir private Path folder;

  @BeforeAll
  static void loadTensorFlow() throws Exception {
    TensorFlowRuntime.load(2);
  }

  @Test
  void theCutGraphAnswersAsTheWholeOne() throws Exception {
    ModelPackage cut = export();
    ModelPackage whole = copy(cut, "whole", null);
    Random random = new Random(SEED);
    List<Image> images = List.of(image(random, 160, 120), image(random, 90, 140));
    List<Boxes> proposals = List.of(boxes(random, 160, 120, 90), boxes(random, 90, 140, 70));

    DetectorOptions options = FP32;
    List<ImageDetections> expected = detect(whole, images, proposals, options);
    List<ImageDetections> found = detect(cut, images, proposals, options);

    for (int i = 0; i < images.size(); i++) {
      assertThat(expected.get(i).detections()).as("seed %d", SEED).isNotEmpty();
      assertThat(boxesOf(found.get(i)))
          .as("image %d, seed %d", i, SEED)
          .isEqualTo(boxesOf(expected.get(i)));
    }
  }

  @Test
  void theSecondLookJudgesTheMovedBoxes() throws Exception {
    ModelPackage cut = export();
    ModelPackage whole = copy(cut, "whole", null);
    Random random = new Random(SEED);
    List<Image> images =
        List.of(image(random, 160, 120), image(random, 120, 160), image(random, 160, 120));
    // the second has no page on the canvas
    List<Boxes> proposals =
        List.of(boxes(random, 160, 120, 90), Boxes.EMPTY, boxes(random, 160, 120, 70));
    DetectorOptions once = FP32;
    DetectorOptions twice = once.withRefinement(new Refinement(20, .9f));
    DetectorOptions best =
        once.withVoting(BoxVoting.NONE).withNmsThreshold(.9f).withMaxDetections(20);

    List<ImageDetections> found = detect(cut, images, proposals, twice);

    List<Boxes> moved =
        detect(cut, images, proposals, best).stream()
            .map(image -> Boxes.of(image.detections().stream().map(Detection::box).toList()))
            .toList();
    List<ImageDetections> again = detect(cut, images, moved, once);
    List<ImageDetections> uncut = detect(whole, images, proposals, twice);
    for (int i = 0; i < images.size(); i++) {
      assertThat(boxesOf(found.get(i)))
          .as("image %d, seed %d", i, SEED)
          .isEqualTo(boxesOf(again.get(i)))
          .isEqualTo(boxesOf(uncut.get(i)));
    }
    assertThat(boxesOf(found.get(0)))
        .isNotEmpty()
        .isNotEqualTo(boxesOf(detect(cut, images, proposals, once).get(0)));
  }

  @Test
  void aGraphWithoutTheTensorsIsRefused() throws Exception {
    ModelPackage model = export();
    ModelManifest.Pooling wrong =
        new ModelManifest.Pooling(
            model.manifest().pooling().maps(), 7, false, "another_graph/pooled:0");

    assertThatThrownBy(() -> Detector.load(copy(model, "wrong", wrong), FP32))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining("lacks what the manifest's pooling names");
  }

  private ModelPackage export() throws Exception {
    DetectorNetwork network =
        new DetectorNetwork(Backbones.swift(), Backbones.swiftTaps(), List.of(16, 16), 2);
    Random random = new Random(SEED);
    Map<String, WeightArray> weights = new LinkedHashMap<>();
    NetworkShapes.of(network)
        .forEach(
            (name, shape) -> {
              int size = 1;
              for (long side : shape) {
                size *= (int) side;
              }
              float[] values = new float[size];
              for (int i = 0; i < size; i++) {
                values[i] = (float) random.nextGaussian() * .1f;
              }
              weights.put(name, new WeightArray(shape, values));
            });
    ModelManifest manifest =
        new ModelManifest(
            ModelManifest.FORMAT,
            "cut",
            "1",
            List.of("a", "b"),
            new ModelManifest.Input(96, 128, 16),
            Backbones.IMAGENET_MEANS,
            new ModelManifest.Proposals(FixedGrid.NAME, 50, null, Map.of()),
            new ModelManifest.Thresholds(.01f, .9f, 100),
            Map.of(),
            "",
            "test",
            Map.of());
    return ModelExporter.export(folder.resolve("cut"), manifest, network, weights, null);
  }

  private ModelPackage copy(ModelPackage source, String name, ModelManifest.Pooling pooling)
      throws Exception {
    return ModelPackageWriter.write(
        folder.resolve(name),
        source.manifest().withPooling(pooling),
        directory -> {
          Files.createDirectories(directory.resolve(FrozenGraph.PATH).getParent());
          Files.copy(
              source.directory().resolve(FrozenGraph.PATH), directory.resolve(FrozenGraph.PATH));
        });
  }

  private static List<ImageDetections> detect(
      ModelPackage model, List<Image> images, List<Boxes> proposals, DetectorOptions options)
      throws Exception {
    try (Detector detector = Detector.load(model, options)) {
      return detector.detect(images, proposals);
    }
  }

  private static List<Box> boxesOf(ImageDetections found) {
    return found.detections().stream().map(Detection::box).toList();
  }

  private static Image image(Random random, int width, int height) {
    byte[] rgb = new byte[width * height * Image.CHANNELS];
    random.nextBytes(rgb);
    return new Image(width, height, rgb);
  }

  private static Boxes boxes(Random random, int width, int height, int count) {
    List<Box> boxes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float x = random.nextFloat() * width * .8f;
      float y = random.nextFloat() * height * .8f;
      boxes.add(
          new Box(
              x,
              y,
              x + 2 + random.nextFloat() * (width - x),
              y + 2 + random.nextFloat() * (height - y)));
    }
    return Boxes.of(boxes);
  }
}

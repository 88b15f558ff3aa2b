package io.frameflow.train.compression;

import static io.frameflow.train.data.VocFolder.annotation;
import static io.frameflow.train.data.VocFolder.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.detector.Detector;
import io.frameflow.detector.DetectorOptions;
import io.frameflow.detector.ImageDetections;
import io.frameflow.detector.Precision;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.models.ModelManifest;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.detector.tensorflow.TensorFlowRuntime;
import io.frameflow.train.data.DataSet;
import io.frameflow.train.data.VocFolder;
import io.frameflow.train.data.formats.DataSets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCompressionTest {
  private static final DetectorOptions OPTIONS =
      DetectorOptions.defaults()
          .withThreads(2)
          .withPrecision(Precision.FP32)
          .withScoreThreshold(0f)
          .withNmsThreshold(1f);

  @TempDir Path temp;

  @BeforeAll
  static void loadTensorFlow() throws Exception {
    TensorFlowRuntime.load(2);
  }

  /** Rank 23 of 24 stays near the answers before; rank 1 of both layers does not. */
  @Test
  void aCompressedModelAnswersNearlyAsBeforeAndSaysThatItIsCompressed() throws IOException {
    ModelPackage source = TinyPackage.write(temp.resolve("model"));
    Path target = temp.resolve("small");

    ModelCompression.Outcome outcome = compress(source, target, "fc6=23");

    ModelPackage small = ModelPackage.open(target);
    assertThat(small.manifest().compression().method()).isEqualTo("truncated-svd");
    assertThat(small.manifest().compression().sourceSha256()).isEqualTo(source.sha256());
    assertThat(small.manifest().compression().ranks()).containsExactly(Map.entry("fc6", 23));
    assertThat(small.manifest().metrics()).as("figures of another network").isEmpty();
    assertThat(source.manifest().compression()).isNull();
    assertThat(outcome.head().beforeMillis()).isPositive();
    float[] before = probabilities(source);
    float near = distance(before, probabilities(small));

    compress(source, temp.resolve("smallest"), "fc6=1,fc7=1");
    float far = distance(before, probabilities(ModelPackage.open(temp.resolve("smallest"))));
    assertThat(near).isPositive().isLessThan(far / 2);
    try (Stream<Path> left = Files.list(temp)) {
      assertThat(left.map(p -> p.getFileName().toString()))
          .containsExactlyInAnyOrder("model", "small", "smallest");
    }
  }

  @Test
  void accuracyAndTimeAreMeasuredOnBothAndTheManifestHoldsTheNewFigures() throws IOException {
    ModelPackage source = TinyPackage.write(temp.resolve("model"));
    new VocFolder(temp.resolve("data"))
        .split("val", "a", "b")
        .image("a", annotation(object("bright", 11, 11, 30, 30)))
        .image("b", annotation(object("dark", 11, 11, 30, 30)));
    DataSet data = DataSets.open(temp.resolve("data"), "val", source.manifest().labels());

    ModelCompression.Outcome outcome =
        ModelCompression.run(
            source,
            SvdPlan.parse(List.of("fc6=8")),
            temp.resolve("small"),
            data.images(),
            5,
            OPTIONS,
            OptionalInt.of(11),
            line -> {});

    Comparison comparison = outcome.comparison().orElseThrow();
    assertThat(comparison.before().images()).isEqualTo(2);
    assertThat(comparison.total().afterMillis())
        .isGreaterThanOrEqualTo(comparison.network().afterMillis());
    ModelManifest small = ModelPackage.open(temp.resolve("small")).manifest();
    assertThat(small.metrics()).containsEntry("map50", comparison.after().map50());
    assertThat(small.proposals()).isEqualTo(source.manifest().proposals().withCount(11));
    try (Stream<Path> left = Files.list(temp)) {
      assertThat(left.map(p -> p.getFileName().toString()))
          .as("no draft stays")
          .containsExactlyInAnyOrder("model", "small", "data");
    }
  }

  @Test
  void aPlanThatDoesNotFitTheModelSaysWhyAndLeavesNothing() throws IOException {
    ModelPackage source = TinyPackage.write(temp.resolve("model"));
    Path target = temp.resolve("small");

    assertThatThrownBy(() -> compress(source, target, "fc8=3"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the model has no layer fc8; its layers are fc6, fc7");
    assertThatThrownBy(() -> compress(source, target, "fc7=17"))
        .hasMessageContaining("fc7 has only 16");
    // 24 x 16 = 384 numbers; rank 9 is 360, rank 10 is 400.
    assertThatThrownBy(() -> compress(source, target, "fc7=10"))
        .hasMessage(
            "layer fc7 (24 to 16) does not become smaller with rank 10; choose one below 10");
    assertThatThrownBy(() -> compress(source, target, "fc7=100%"))
        .hasMessageContaining("does not become smaller with rank 16");
    assertThat(target).doesNotExist();

    compress(source, target, "fc7=9");
    assertThatThrownBy(() -> compress(ModelPackage.open(target), temp.resolve("again"), "fc7=3"))
        .hasMessageContaining("fc7 is compressed to rank 9 already");
    compress(ModelPackage.open(target), temp.resolve("both"), "fc6=3");
  }

  private static float distance(float[] one, float[] other) {
    float greatest = 0;
    for (int i = 0; i < one.length; i++) {
      greatest = Math.max(greatest, Math.abs(one[i] - other[i]));
    }
    return greatest;
  }

  private static ModelCompression.Outcome compress(ModelPackage source, Path target, String plan)
      throws IOException {
    return ModelCompression.run(
        source,
        SvdPlan.parse(List.of(plan.split(","))),
        target,
        List.of(),
        0,
        OPTIONS,
        OptionalInt.empty(),
        line -> {});
  }

  /** Of both classes in some regions of a noisy image, in the order of the regions. */
  private static float[] probabilities(ModelPackage model) throws IOException {
    Random random = new Random(5);
    byte[] pixels = new byte[48 * 48 * 3];
    random.nextBytes(pixels);
    Image image = new Image(48, 48, pixels);
    float[] found = new float[12];
    try (Detector detector = Detector.load(model, OPTIONS)) {
      for (int i = 0; i < 4; i++) {
        ImageDetections answer =
            detector
                .detect(List.of(image), List.of(Boxes.of(8 * i, 4 * i, 8 * i + 20, 4 * i + 30)))
                .get(0);
        System.arraycopy(answer.detections().get(0).classProbabilities(), 0, found, 3 * i, 3);
      }
    }
    return found;
  }
}

package io.frameflow.train.svm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.detector.Precision;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.boxes.Iou;
import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.detector.proposals.FixedGrid;
import io.frameflow.train.compression.TinyPackage;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.DecodedImages;
import io.frameflow.train.data.GroundTruth;
import io.frameflow.train.progress.Progress;
import io.frameflow.train.regions.RegionAnswers;
import io.frameflow.train.regions.RegionEvaluation;
import io.frameflow.train.regions.RegionNetwork;
import io.frameflow.train.regions.RegionPlan;
import io.frameflow.train.regions.TinyScenes;
import io.frameflow.train.solver.SessionSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SvmTrainingTest {
  private static final SessionSettings SETTINGS = new SessionSettings(2, Precision.FP32);

  @TempDir static Path temp;
  private static ModelPackage model;
  private static List<AnnotatedImage> images;

  @BeforeAll
  static void trainAndDraw() throws IOException {
    model = TinyPackage.writeTrained(temp.resolve("model"), 120);
    images = TinyScenes.write(temp.resolve("train"), 40, 8);
  }

  @Test
  void objectsAreOnTheRightSideOfTheirClassAndBackgroundOfNone() throws IOException {
    LinearSvms svms = train(images);

    assertThat(svms.labels()).containsExactly("bright", "dark");
    int right = 0;
    int background = 0;
    int taken = 0;
    try (RegionNetwork network = RegionNetwork.load(model, SETTINGS);
        ImageDecoder decoder = new ImageDecoder()) {
      for (AnnotatedImage image : TinyScenes.write(temp.resolve("val"), 20, 9)) {
        GroundTruth object = image.objects().get(0);
        RegionAnswers answers =
            network.answer(
                DecodedImages.read(image, decoder), Boxes.of(List.of(object.box())), true);
        float[] margins = svms.margins(answers.features());
        int own = object.classId() - 1;
        right += margins[own] > 0 && margins[1 - own] < 0 ? 1 : 0;
        Boxes grid = new FixedGrid().propose(DecodedImages.read(image, decoder), 50);
        RegionAnswers around = network.answer(DecodedImages.read(image, decoder), grid, true);
        for (int i = 0; i < grid.size(); i++) {
          if (Iou.of(grid.get(i), object.box()) < .1f) {
            background++;
            float[] features = Arrays.copyOfRange(around.features(), 16 * i, 16 * (i + 1));
            float[] found = svms.margins(features);
            taken += Math.max(found[0], found[1]) > 0 ? 1 : 0;
          }
        }
      }
    }
    assertThat(background).isGreaterThan(300);
    assertThat(taken).as("background that is taken for an object").isLessThan(background / 10);
    assertThat(right).isGreaterThanOrEqualTo(18);
  }

  @Test
  void theyDetectAboutAsWellAsTheSoftmax() throws IOException {
    List<AnnotatedImage> val = TinyScenes.write(temp.resolve("val2"), 20, 10);
    RegionPlan plan = RegionPlan.of(model).withProposalCount(200);
    double softmax = map(val, plan);
    double svm = map(val, plan.withClassifier(train(images)));

    assertThat(softmax).isGreaterThan(.05);
    assertThat(svm).isGreaterThan(softmax - .02);
  }

  @Test
  void theSameImagesGiveTheSameClassifiers() throws IOException {
    float[] features = new float[16];
    for (int i = 0; i < features.length; i++) {
      features[i] = i;
    }
    assertThat(train(images).margins(features)).isEqualTo(train(images).margins(features));
  }

  @Test
  void aClassThatNoImageShowsIsNeverDetected() throws IOException {
    List<AnnotatedImage> brightOnly =
        images.stream().filter(image -> image.objects().get(0).classId() == 1).toList();
    LinearSvms svms = train(brightOnly);

    assertThat(svms.margins(new float[16])[1]).isLessThanOrEqualTo(svms.floor());
  }

  @Test
  void difficultObjectsAreNeitherPositivesNorNegatives() throws IOException {
    List<AnnotatedImage> difficult = images.stream().map(SvmTrainingTest::difficult).toList();

    assertThatThrownBy(() -> train(difficult))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no object to learn from in 40 images");
  }

  private static AnnotatedImage difficult(AnnotatedImage image) {
    return new AnnotatedImage(
        image.id(),
        image.file(),
        image.width(),
        image.height(),
        image.objects().stream()
            .map(o -> new GroundTruth(o.label(), o.classId(), o.box(), true))
            .toList());
  }

  private static LinearSvms train(List<AnnotatedImage> from) throws IOException {
    try (Progress progress = Progress.silent()) {
      LinearSvms svms = SvmTraining.train(model, from, SvmOptions.defaults(), SETTINGS, progress);
      assertThat(progress.done()).isEqualTo(2L * from.size());
      return svms;
    }
  }

  private static double map(List<AnnotatedImage> val, RegionPlan plan) throws IOException {
    try (Progress progress = Progress.silent()) {
      return RegionEvaluation.run(model, val, plan, SETTINGS, progress).report().map50();
    }
  }
}

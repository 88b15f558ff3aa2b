package io.frameflow.train.regions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.frameflow.detector.Detector;
import io.frameflow.detector.DetectorOptions;
import io.frameflow.detector.Precision;
import io.frameflow.detector.boxes.Box;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.detector.proposals.FixedGrid;
import io.frameflow.train.compression.TinyPackage;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.DecodedImages;
import io.frameflow.train.evaluation.ModelEvaluation;
import io.frameflow.train.evaluation.ScoredBox;
import io.frameflow.train.progress.Progress;
import io.frameflow.train.solver.SessionSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegionEvaluationTest {
  private static final SessionSettings SETTINGS = new SessionSettings(2, Precision.FP32);

  @TempDir static Path temp;
  private static ModelPackage model;
  private static List<AnnotatedImage> images;

  @BeforeAll
  static void trainAndDraw() throws IOException {
    model = TinyPackage.writeTrained(temp.resolve("model"), 60);
    images = TinyScenes.write(temp.resolve("data"), 9, 4);
  }

  @Test
  void asServedItGivesWhatTheModelEvaluationGives() throws IOException {
    ModelEvaluation served;
    try (ImageDecoder decoder = new ImageDecoder();
        Detector detector =
            Detector.load(
                model, DetectorOptions.defaults().withThreads(2).withPrecision(Precision.FP32));
        Progress progress = Progress.silent()) {
      served =
          ModelEvaluation.run(
              images,
              model.manifest().labels(),
              decoder,
              detector::detect,
              1,
              (image, pixels) -> {},
              progress);
    }

    RegionEvaluation regions = run(RegionPlan.of(model));

    assertThat(regions.report().detections()).isPositive();
    assertThat(regions.report().map50()).isPositive();
    assertThat(regions.report()).isEqualTo(served.report());
    assertThat(regions.detections()).isEqualTo(served.detections());
    assertThat(regions.proposals()).isEqualTo(20);
    assertThat(regions.recall50()).isBetween(.1, 1.);
    assertThat(regions.networkMillis()).isPositive();
  }

  @Test
  void withoutBoxRegressionEveryBoxIsAProposal() throws IOException {
    RegionEvaluation regions = run(RegionPlan.of(model).withoutBoxRegression());

    assertThat(regions.detections()).isNotEmpty();
    AnnotatedImage first = images.get(0);
    List<Box> proposals = new FixedGrid().propose(pixels(first), 20).asList();
    for (ScoredBox found : regions.detections()) {
      if (found.imageId().equals(first.id())) {
        assertThat(proposals).anyMatch(proposal -> distance(proposal, found.box()) < 1e-3);
      }
    }
  }

  @Test
  void asManyProposalsAreTakenAsThePlanSays() throws IOException {
    RegionPlan own = RegionPlan.of(model);
    RegionEvaluation few = run(own.withProposalCount(3));

    assertThat(few.proposals()).isEqualTo(3);
    assertThat(few.recall50()).isLessThan(run(own.withProposalCount(300)).recall50());
    assertThatThrownBy(() -> own.withProposalCount(0)).hasMessageStartingWith("proposalCount is 0");
  }

  /** 24 and 48 pixels: only a region of more than 158 pixels a side belongs to the smaller one. */
  @Test
  void aScaleThatNoRegionBelongsToChangesNothing() throws IOException {
    RegionEvaluation own = run(RegionPlan.of(model));
    RegionEvaluation both = run(RegionPlan.of(model).withShortSides(List.of(24, 48)));

    assertThat(both.detections()).isEqualTo(own.detections());
    assertThat(run(RegionPlan.of(model).withShortSides(List.of(24))).detections())
        .isNotEqualTo(own.detections());
  }

  /** At 144 pixels the whole image is too large for the tables that RoI pooling looks up. */
  @Test
  void everyRegionHasTheAnswerOfItsScale() throws IOException {
    ScaleChoice choice = new ScaleChoice(model.manifest().input(), List.of(48, 144));
    try (RegionNetwork network = RegionNetwork.load(model, SETTINGS)) {
      Image image = pixels(images.get(0));
      var proposals = new FixedGrid().propose(image, 20);
      int[] chosen = choice.choose(image, proposals);
      RegionAnswers joined = new ScaledAnswers(network, choice).of(image, proposals, true);

      assertThat(chosen).contains(0, 1);
      for (int i = 0; i < chosen.length; i++) {
        RegionAnswers alone =
            network.answer(image, proposals.slice(i, i + 1), choice.inputs().get(chosen[i]), true);
        for (int k = 0; k < 3; k++) {
          assertThat(joined.probabilities()[3 * i + k])
              .isCloseTo(alone.probabilities()[k], within(1e-5f));
        }
        for (int k = 0; k < 12; k++) {
          assertThat(joined.deltas()[12 * i + k]).isCloseTo(alone.deltas()[k], within(1e-4f));
        }
        for (int k = 0; k < 16; k++) {
          assertThat(joined.features()[16 * i + k]).isCloseTo(alone.features()[k], within(1e-4f));
        }
      }
    }
  }

  @Test
  void aClassifierTakesThePlaceOfTheSoftmax() throws IOException {
    RegionEvaluation softmax = run(RegionPlan.of(model));
    RegionEvaluation darkOnly = run(RegionPlan.of(model).withClassifier(new Constant(16, 2)));
    RegionEvaluation nothing = run(RegionPlan.of(model).withClassifier(new Constant(16, -1)));

    assertThat(softmax.detections()).extracting(ScoredBox::classId).contains(1, 2);
    assertThat(darkOnly.detections()).isNotEmpty();
    assertThat(darkOnly.detections()).extracting(ScoredBox::classId).containsOnly(2);
    assertThat(darkOnly.detections())
        .extracting(ScoredBox::score)
        .as("2 above -1")
        .containsOnly(3f);
    assertThat(nothing.detections()).as("a margin at the floor").isEmpty();
    RegionPlan misfit = RegionPlan.of(model).withClassifier(new Constant(15, 2));
    assertThatThrownBy(() -> run(misfit))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the classifier is for 15 features, but the model's last hidden layer has 16");
  }

  /** The hidden layer's features are those that the class scores are computed from. */
  @Test
  void featuresAreRectifiedAndDifferFromRegionToRegion() throws IOException {
    try (RegionNetwork network = RegionNetwork.load(model, SETTINGS)) {
      Image image = pixels(images.get(0));
      RegionAnswers answers = network.answer(image, new FixedGrid().propose(image, 20), true);

      assertThat(network.featureSize()).isEqualTo(16);
      assertThat(answers.features()).hasSize(20 * 16);
      boolean differ = false;
      for (int i = 0; i < answers.features().length; i++) {
        assertThat(answers.features()[i]).isNotNegative();
        differ |= answers.features()[i] != answers.features()[i % 16];
      }
      assertThat(differ).isTrue();
    }
  }

  @Test
  void anImpossiblePlanIsRefused() {
    RegionPlan own = RegionPlan.of(model);
    assertThatThrownBy(() -> own.withProposalCount(0)).hasMessageContaining("proposalCount is 0");
    assertThatThrownBy(() -> own.withShortSides(List.of(48, 0))).hasMessageContaining("is 0");
    assertThatThrownBy(() -> own.withShortSides(List.of(48, 48))).hasMessageContaining("twice");
    assertThatThrownBy(() -> run(own.withShortSides(List.of(60))))
        .hasMessage(
            "short sides [60]: one must be at most 48, the model's own, for it pools no larger"
                + " regions");
  }

  private static RegionEvaluation run(RegionPlan plan) throws IOException {
    try (Progress progress = Progress.silent()) {
      RegionEvaluation result = RegionEvaluation.run(model, images, plan, SETTINGS, progress);
      assertThat(progress.done()).isEqualTo(images.size());
      return result;
    }
  }

  private static Image pixels(AnnotatedImage image) throws IOException {
    try (ImageDecoder decoder = new ImageDecoder()) {
      return DecodedImages.read(image, decoder);
    }
  }

  private static double distance(Box a, Box b) {
    return Math.abs(a.x1() - b.x1())
        + Math.abs(a.y1() - b.y1())
        + Math.abs(a.x2() - b.x2())
        + Math.abs(a.y2() - b.y2());
  }

  /** Everything is dark with the same margin, nothing is bright. */
  private record Constant(int featureSize, float margin) implements RegionClassifier {

    @Override
    public float[] margins(float[] features) {
      return new float[] {-1, margin};
    }

    @Override
    public float floor() {
      return -1;
    }
  }
}

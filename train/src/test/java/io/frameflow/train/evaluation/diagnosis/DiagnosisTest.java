package io.frameflow.train.evaluation.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.frameflow.detector.boxes.Box;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.GroundTruth;
import io.frameflow.train.evaluation.Judgement;
import io.frameflow.train.evaluation.ScoredBox;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class DiagnosisTest {
  private static final Offset<Double> EXACT = within(1e-6);
  private static final List<String> LABELS = List.of("cat", "dog");

  /**
   * Two bins are filled: .9, .95 (one of two right: mean .925, gap .425) and .25, .25, .25, .25
   * (one of four right: no gap). ECE = 2/6 * .425.
   */
  @Test
  void calibrationComparesScoresWithTheShareOfHits() {
    Judgement cats = new Judgement(new boolean[] {true, false}, new float[] {.95f, .9f}, 3);
    Judgement dogs =
        new Judgement(
            new boolean[] {false, true, false, false}, new float[] {.25f, .25f, .25f, .25f}, 1);

    Calibration calibration = Calibration.of(List.of(cats, dogs)).orElseThrow();

    assertThat(calibration.detections()).isEqualTo(6);
    assertThat(calibration.expectedError()).isCloseTo(2 / 6.0 * .425, EXACT);
    assertThat(calibration.greatestError()).isCloseTo(.425, EXACT);
    assertThat(calibration.bins().get(2).precision()).isCloseTo(.25, EXACT);
    assertThat(calibration.bins().get(0).meanScore()).isNaN();
  }

  @Test
  void scoresThatAreNoProbabilitiesHaveNoCalibration() {
    Judgement margins = new Judgement(new boolean[] {true}, new float[] {1.7f}, 1);

    assertThat(Calibration.of(List.of(margins))).isEqualTo(Optional.empty());
    assertThat(Calibration.of(List.of()).orElseThrow().expectedError()).isNaN();
  }

  /**
   * A cat found as a cat, a dog found as a cat, a dog not found, a detection of nothing, and one of
   * a difficult cat; a weak detection is not looked at.
   */
  @Test
  void confusionsAreCountedWithTheBackground() {
    AnnotatedImage image =
        image(
            object("cat", 1, 0, false),
            object("dog", 2, 50, false),
            object("dog", 2, 100, false),
            object("cat", 1, 150, true));
    List<ScoredBox> detections =
        List.of(
            box(1, .9f, 0), box(1, .8f, 50), box(2, .7f, 300), box(1, .6f, 150), box(2, .4f, 100));

    ConfusionMatrix matrix = ConfusionMatrix.of(List.of(image), detections, LABELS, .5);

    assertThat(matrix.counts()).isDeepEqualTo(new int[][] {{0, 0, 1}, {0, 1, 0}, {1, 1, 0}});
    assertThat(matrix.name(0)).isEqualTo("background");
  }

  @Test
  void theBestOfTheDetectionsTakesAnObjectAndTheNextWasBackground() {
    AnnotatedImage image = image(object("cat", 1, 0, false));

    ConfusionMatrix matrix =
        ConfusionMatrix.of(List.of(image), List.of(box(1, .8f, 0), box(2, .9f, 0)), LABELS, .5);

    assertThat(matrix.counts()).isDeepEqualTo(new int[][] {{0, 1, 0}, {0, 0, 1}, {0, 0, 0}});
  }

  /** Hit, miss, hit of 2 truths: F1 is 2/3, 1/2, 4/5; equal scores cannot be parted. */
  @Test
  void theBestBalanceIsAtTheScoreWithTheHighestF1() {
    Judgement judgement =
        new Judgement(new boolean[] {true, false, true}, new float[] {.9f, .8f, .7f}, 2);
    PrecisionRecallCurve curve = PrecisionRecallCurve.of("cat", judgement);

    assertThat(curve.bestF1().score()).isEqualTo(.7f);
    assertThat(curve.bestF1().f1()).isCloseTo(.8, EXACT);
    assertThat(curve.precisionAt(.5)).isCloseTo(1, EXACT);
    assertThat(curve.precisionAt(.51)).isCloseTo(2 / 3.0, EXACT);

    Judgement tied = new Judgement(new boolean[] {true, false}, new float[] {.9f, .9f}, 1);
    assertThat(PrecisionRecallCurve.of("cat", tied).bestF1().f1()).isCloseTo(2 / 3.0, EXACT);
  }

  /**
   * A small cat (20x20) that the second proposal covers with IoU 300/400 = .75, a difficult one
   * that does not count, and a large dog (100x100) that nothing covers.
   */
  @Test
  void recallOfProposalsGrowsWithTheirNumberAndFallsWithTheIou() {
    AnnotatedImage image =
        image(
            object("cat", 1, 0, false),
            object("cat", 1, 50, true),
            new GroundTruth("dog", 2, new Box(100, 100, 200, 200), false));
    ProposalRecallCurves curves = new ProposalRecallCurves(LABELS);

    curves.add(image, Boxes.of(300, 0, 310, 10, 50, 0, 70, 20, 0, 0, 20, 15));
    // 1, 3, 10, ...: the third box is the one that covers.
    assertThat(curves.objects("all")).isEqualTo(2);
    assertThat(curves.recall("all", 1, .5)).isZero();
    assertThat(curves.recall("all", 3, .5)).isEqualTo(.5);
    assertThat(curves.recall("class cat", 3, .75)).isEqualTo(1);
    assertThat(curves.recall("class cat", 2000, .8)).isZero();
    assertThat(curves.recall("small", 3, .5)).isEqualTo(1);
    assertThat(curves.recall("large", 2000, .5)).isZero();
    assertThat(curves.recall("medium", 100, .5)).isNaN();
    // Recall 1 from .5 to .75, then falling to 0 at .8: five whole steps and a half one of ten.
    assertThat(curves.averageRecall("class cat", 3)).isCloseTo(.55, EXACT);
  }

  @Test
  void recallReadBackFromJsonIsTheSameAndForeignCountsAreRefused() throws Exception {
    ProposalRecallCurves curves = new ProposalRecallCurves(LABELS);
    curves.add(image(object("cat", 1, 0, false)), Boxes.of(0, 0, 20, 15));
    ObjectMapper json = new ObjectMapper();
    String text = json.writeValueAsString(curves);

    ProposalRecallCurves read = json.readValue(text, ProposalRecallCurves.class);

    assertThat(read.recall("class cat", 1, .75)).isEqualTo(1);
    assertThat(read.recall("class cat", 1, .8)).isZero();
    assertThat(read.objects("class dog")).isZero();
    assertThat(json.writeValueAsString(read)).isEqualTo(text);
    for (String foreign :
        List.of(
            text.replace("class cat", "class yak"), text.replaceFirst("\\[\\[[^]]*]", "[[0]"))) {
      assertThat(foreign).isNotEqualTo(text);
      assertThatThrownBy(() -> json.readValue(foreign, ProposalRecallCurves.class))
          .hasMessageContaining("no recalls of proposals");
    }
  }

  private static AnnotatedImage image(GroundTruth... objects) {
    return new AnnotatedImage("1", Path.of("1.jpg"), 400, 400, List.of(objects));
  }

  private static GroundTruth object(String label, int classId, float x, boolean difficult) {
    return new GroundTruth(label, classId, new Box(x, 0, x + 20, 20), difficult);
  }

  private static ScoredBox box(int classId, float score, float x) {
    return new ScoredBox("1", classId, score, new Box(x, 0, x + 20, 20));
  }
}

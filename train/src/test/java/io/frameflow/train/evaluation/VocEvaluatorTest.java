package io.frameflow.train.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.frameflow.detector.boxes.Box;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.data.GroundTruth;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class VocEvaluatorTest {
  private static final Offset<Double> EXACT = within(1e-9);
  private static final List<String> LABELS = List.of("cat", "dog");

  /**
   * Three cats that count (A, B in image 1; C in image 2) and a difficult one (D in image 2).
   * Ranked: .9 hits A; .8 hits A again (false); .7 hits D (ignored); .6 hits nothing (false); .5
   * hits C. So the ranking that counts is T F F T of 3 truths:
   *
   * <pre>
   * precision  1, 1/2, 1/3, 1/2    recall 1/3, 1/3, 1/3, 2/3    interpolated 1, 1/2, 1/2, 1/2
   * area       1/3 * 1 + 1/3 * 1/2 = 1/2
   * 11 points  r = 0 .. .3: 1 (4 of them); .4, .5, .6: 1/2 (3); above: 0   = 5.5 / 11
   * 101 points r = 0 .. .33: 1 (34 of them); .34 .. .66: 1/2 (33)          = 50.5 / 101
   * </pre>
   */
  @Test
  void worksOutTheExampleOfTheComment() {
    List<AnnotatedImage> truth = List.of(image("1", cat(0, 0), cat(100, 0)), exampleImage2());
    List<ScoredBox> detections =
        List.of(
            box("2", 1, .5f, 0, 0),
            box("1", 1, .8f, 1, 0),
            box("2", 1, .7f, 100, 100),
            box("1", 1, .9f, 0, 0),
            box("2", 1, .6f, 50, 50));

    EvaluationReport report = VocEvaluator.evaluate(truth, detections, List.of("cat"));
    ClassResult cat = report.classes().get(0);

    assertThat(cat.truths()).isEqualTo(3);
    assertThat(cat.difficult()).isEqualTo(1);
    assertThat(cat.truePositives()).isEqualTo(2);
    assertThat(cat.falsePositives()).isEqualTo(2);
    assertThat(cat.recall50()).isCloseTo(2 / 3.0, EXACT);
    assertThat(cat.ap50()).isCloseTo(.5, EXACT);
    assertThat(cat.ap50Voc07()).isCloseTo(5.5 / 11, EXACT);
    // The exact hits stay hits up to IoU .95, the near one (18/22) never mattered.
    assertThat(cat.ap5095()).isCloseTo(50.5 / 101, EXACT);
  }

  @Test
  void aClassWithoutDetectionsHasApZeroAndCountsInTheMean() {
    List<AnnotatedImage> truth =
        List.of(image("1", cat(0, 0), new GroundTruth("dog", 2, new Box(50, 50, 70, 70), false)));

    EvaluationReport report = VocEvaluator.evaluate(truth, List.of(box("1", 1, .9f, 0, 0)), LABELS);

    assertThat(report.ap50()).containsEntry("cat", 1.0).containsEntry("dog", 0.0);
    assertThat(report.map50()).isCloseTo(.5, EXACT);
    assertThat(report.map50Voc07()).isCloseTo(.5, EXACT);
    assertThat(report.map5095()).isCloseTo(.5, EXACT);
  }

  @Test
  void aClassWithoutTruthIsLeftOutOfTheMean() {
    List<ScoredBox> detections = List.of(box("1", 1, .9f, 0, 0), box("1", 2, .9f, 0, 0));

    EvaluationReport report =
        VocEvaluator.evaluate(List.of(image("1", cat(0, 0))), detections, LABELS);

    assertThat(report.ap50().get("dog")).isNaN();
    assertThat(report.map50()).isEqualTo(1);
    assertThat(report.classes().get(1).falsePositives()).isEqualTo(1);
  }

  @Test
  void nothingAtAllIsUndefinedAndNotPerfect() {
    assertThat(VocEvaluator.evaluate(List.of(), List.of(), LABELS).map50()).isNaN();
  }

  @Test
  void aDetectionCountsAtExactlyHalfOverlap() {
    // 20x20 truth against its left half: IoU 200 / 400.
    List<AnnotatedImage> truth = List.of(image("1", cat(0, 0)));
    ScoredBox half = new ScoredBox("1", 1, .9f, new Box(0, 0, 10, 20));
    ScoredBox less = new ScoredBox("1", 1, .9f, new Box(0, 0, 9.9f, 20));

    assertThat(VocEvaluator.evaluate(truth, List.of(half), List.of("cat")).map50()).isEqualTo(1);
    assertThat(VocEvaluator.evaluate(truth, List.of(less), List.of("cat")).map50()).isZero();
  }

  /**
   * Two cats side by side, 20x20 at x = 0 and x = 4; both detections overlap the first one most.
   * VOC calls the second a duplicate; COCO gives it the other cat (IoU 17/23 = .739, so for the
   * thresholds .5 to .7). COCO's mean: 5 thresholds with both (1), 5 with the first alone (51 of
   * 101 recall levels reach 1/2).
   */
  @Test
  void vocLooksAtTheBestTruthAndCocoAtTheBestFreeOne() {
    List<AnnotatedImage> truth = List.of(image("1", cat(0, 0), cat(4, 0)));
    List<ScoredBox> detections = List.of(box("1", 1, .9f, 0, 0), box("1", 1, .8f, 1, 0));

    EvaluationReport report = VocEvaluator.evaluate(truth, detections, List.of("cat"));

    assertThat(report.map50()).isCloseTo(.5, EXACT);
    assertThat(report.map5095()).isCloseTo((5 * 1 + 5 * 51 / 101.0) / 10, EXACT);
  }

  @Test
  void moreDetectionsOfADifficultObjectNeverHurt() {
    List<AnnotatedImage> truth = List.of(image("1", cat(0, 0)), exampleImage2());
    List<ScoredBox> detections =
        List.of(
            box("2", 1, .99f, 100, 100),
            box("2", 1, .98f, 100, 100),
            box("1", 1, .9f, 0, 0),
            box("2", 1, .8f, 0, 0));

    EvaluationReport report = VocEvaluator.evaluate(truth, detections, List.of("cat"));

    assertThat(report.map50()).isEqualTo(1);
    assertThat(report.map5095()).isCloseTo(1, EXACT);
  }

  /**
   * A cat of 20x20 inside a crowd of 100x100. Ranked: .9 and .8 lie wholly in the crowd (400 of 400
   * square pixels, although IoU is .04), so they are ignored; .7 lies in it by 300 of 400 and is
   * ignored at IoU .5 to .75, and false from .8 on; .6 is the cat (IoU 1), which goes before the
   * crowd; .5 lies in it by 100 of 400 and is false.
   *
   * <pre>
   * VOC at .5               T F (the cat, then .5), 1 truth      area and 11 points 1
   * COCO at .50 .. .75 (6)  T F                                  AP 1
   * COCO at .80 .. .95 (4)  F T F: precision 1/2 up to recall 1  AP 1/2
   * </pre>
   */
  @Test
  void aCrowdTakesEveryDetectionThatLiesInIt() {
    GroundTruth crowd = new GroundTruth("cat", 1, new Box(0, 0, 100, 100), true, true);
    List<AnnotatedImage> truth = List.of(image("1", crowd, cat(10, 10)));
    List<ScoredBox> detections =
        List.of(
            box("1", 1, .9f, 60, 60),
            box("1", 1, .8f, 60, 60),
            box("1", 1, .7f, 85, 60),
            box("1", 1, .6f, 10, 10),
            box("1", 1, .5f, 95, 30));

    EvaluationReport report = VocEvaluator.evaluate(truth, detections, List.of("cat"));

    assertThat(report.map5095()).isCloseTo((6 * 1 + 4 * .5) / 10, EXACT);
    assertThat(report.map50()).isEqualTo(1);
    assertThat(report.classes().get(0).falsePositives()).isEqualTo(1);
    assertThat(report.classes().get(0).difficult()).isEqualTo(1);
  }

  @Test
  void equalScoresGiveTheSameResultInAnyOrder() {
    Random random = new Random(42);
    List<AnnotatedImage> truth = new ArrayList<>();
    List<ScoredBox> detections = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      truth.add(image("i" + i, cat(0, 0)));
      detections.add(box("i" + i, 1, random.nextInt(3) / 2f, random.nextInt(2) * 50, 0));
    }
    double expected = VocEvaluator.evaluate(truth, detections, List.of("cat")).map50();

    for (int k = 0; k < 20; k++) {
      Collections.shuffle(truth, random);
      Collections.shuffle(detections, random);
      assertThat(VocEvaluator.evaluate(truth, detections, List.of("cat")).map50())
          .as("shuffle %d of seed 42", k)
          .isEqualTo(expected);
    }
  }

  @Test
  void refusesDetectionsThatBelongNowhere() {
    List<AnnotatedImage> truth = List.of(image("1", cat(0, 0)));

    assertThatThrownBy(() -> VocEvaluator.evaluate(truth, List.of(box("7", 1, .9f, 0, 0)), LABELS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'7'");
    assertThatThrownBy(() -> VocEvaluator.evaluate(truth, List.of(box("1", 3, .9f, 0, 0)), LABELS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("class id 3");
    assertThatThrownBy(
            () -> VocEvaluator.evaluate(List.of(truth.get(0), truth.get(0)), List.of(), LABELS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("given twice");
  }

  private static AnnotatedImage exampleImage2() {
    return image("2", cat(0, 0), new GroundTruth("cat", 1, new Box(100, 100, 120, 120), true));
  }

  private static AnnotatedImage image(String id, GroundTruth... objects) {
    return new AnnotatedImage(id, Path.of(id + ".jpg"), 200, 200, List.of(objects));
  }

  /** A 20x20 cat. */
  private static GroundTruth cat(float x, float y) {
    return new GroundTruth("cat", 1, new Box(x, y, x + 20, y + 20), false);
  }

  private static ScoredBox box(String image, int classId, float score, float x, float y) {
    return new ScoredBox(image, classId, score, new Box(x, y, x + 20, y + 20));
  }
}

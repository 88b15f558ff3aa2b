package io.frameflow.train.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.frameflow.detector.boxes.Box;
import io.frameflow.train.evaluation.CocoObject.Kind;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CocoEvaluatorTest {
  private static final Offset<Double> EXACT = within(1e-12);
  private static final List<String> CAT = List.of("cat");

  /**
   * Image 1 holds A (40x40, medium) and B (20x20, small); image 2 holds C (100x100, large) and a
   * crowd D. Ranked, with the overlap:
   *
   * <pre>
   * .9  d2  image 2, 100x82 (area 8200) on C   8200 / 10000 = .82
   * .8  d1  image 1, 40x40 on A                1
   * .7  d3  image 2, inside D                  crowd: its whole area, so ignored
   * .6  d4  image 2, inside D                  ignored too: a crowd takes any number
   * .5  d5  image 1, 20x30 (area 600) on B     400 / 600 = .667
   * .4  d6  image 1, 40x40 (area 1600) on nothing
   *
   * all sizes, 3 truths (d3 and d4 never count)
   *   IoU .50 .. .65 (4)  d2 T, d1 T, d5 T, d6 F   precision 1 up to recall 1     AP 1
   *   IoU .70 .. .80 (3)  d2 T, d1 T, d5 F, d6 F   1 up to recall 2/3: 67 levels  AP 67/101
   *   IoU .85 .. .95 (3)  d2 F, d1 T, d5 F, d6 F   1/2 up to 1/3: 34 levels       AP 17/101
   *   AP (4 + 3 * 67/101 + 3 * 17/101) / 10, AR (4 * 1 + 3 * 2/3 + 3 * 1/3) / 10 = .7
   *   with one detection an image (d2 and d1): recall 2/3 seven times, 1/3 three times: 17/30
   *
   * small, truth B: d1 takes A, which is too large, so d1 is ignored; d2 takes C or, from .85 on,
   *   nothing, but is too large itself; d6 is too large. Left are d5 T (4 times) and F (6): .4
   *
   * medium, truth A: d2 takes C, which is too large, so d2 is ignored; from .85 on it takes
   *   nothing, and with area 8200 it is a false positive before d1. AP (7 * 1 + 3 * 1/2) / 10, AR 1
   *
   * large, truth C: d2 T seven times; from .85 on it takes nothing and is too small: ignored.
   *   AP and AR .7
   * </pre>
   */
  @Test
  void worksOutTheExampleOfTheComment() {
    List<CocoObject> truth =
        List.of(
            object("1", new Box(0, 0, 40, 40), Kind.OBJECT),
            object("1", new Box(100, 0, 120, 20), Kind.OBJECT),
            object("2", new Box(0, 0, 100, 100), Kind.OBJECT),
            object("2", new Box(200, 0, 300, 100), Kind.CROWD));
    List<ScoredBox> detections =
        List.of(
            new ScoredBox("1", 1, .8f, new Box(0, 0, 40, 40)),
            new ScoredBox("1", 1, .5f, new Box(100, 0, 120, 30)),
            new ScoredBox("1", 1, .4f, new Box(150, 50, 190, 90)),
            new ScoredBox("2", 1, .9f, new Box(0, 0, 100, 82)),
            new ScoredBox("2", 1, .7f, new Box(210, 0, 230, 20)),
            new ScoredBox("2", 1, .6f, new Box(250, 50, 270, 70)));

    CocoReport report = CocoEvaluator.evaluateObjects(truth, detections, CAT);

    double[] expected = {
      (4 + 3 * 67 / 101.0 + 3 * 17 / 101.0) / 10,
      1,
      67 / 101.0,
      .4,
      .85,
      .7,
      17 / 30.0,
      .7,
      .7,
      .4,
      1,
      .7
    };
    assertThat(report.figures().keySet())
        .containsExactly(
            "AP", "AP50", "AP75", "APs", "APm", "APl", "AR1", "AR10", "AR100", "ARs", "ARm", "ARl");
    assertThat(report.figures().values().stream().mapToDouble(v -> v).toArray())
        .containsExactly(expected, EXACT);
  }

  /**
   * The detection (area 400) lies wholly in the crowd (overlap 1) and covers half of the object
   * (IoU 1/2): it takes the object, also where the crowd is listed first.
   */
  @Test
  void aCrowdIsTakenOnlyWhereNoObjectFits() {
    List<CocoObject> truth =
        List.of(
            object("1", new Box(0, 0, 100, 100), Kind.CROWD),
            object("1", new Box(0, 0, 40, 20), Kind.OBJECT));
    List<ScoredBox> half = List.of(new ScoredBox("1", 1, .9f, new Box(0, 0, 20, 20)));

    assertThat(CocoEvaluator.evaluateObjects(truth, half, CAT).ap50()).isCloseTo(1, EXACT);
  }

  /** A large detection of nothing ranks first: false among all, but no matter of small objects. */
  @Test
  void aFalseDetectionOfAnotherSizeIsIgnored() {
    List<CocoObject> truth = List.of(object("1", new Box(0, 0, 20, 20), Kind.OBJECT));
    List<ScoredBox> detections =
        List.of(
            new ScoredBox("1", 1, .9f, new Box(50, 50, 150, 150)),
            new ScoredBox("1", 1, .5f, new Box(0, 0, 20, 20)));

    CocoReport report = CocoEvaluator.evaluateObjects(truth, detections, CAT);

    assertThat(report.ap(AreaRange.SMALL)).isCloseTo(1, EXACT);
    assertThat(report.ap()).isCloseTo(.5, EXACT);
  }

  @Test
  void theHundredAndFirstDetectionOfAnImageDoesNotCount() {
    List<CocoObject> truth = List.of(object("1", new Box(0, 0, 40, 40), Kind.OBJECT));
    List<ScoredBox> detections = new ArrayList<>();
    for (int i = 0; i < 99; i++) {
      detections.add(new ScoredBox("1", 1, .9f, new Box(50, 50, 90, 90)));
    }
    detections.add(new ScoredBox("1", 1, .1f, new Box(0, 0, 40, 40)));
    assertThat(CocoEvaluator.evaluateObjects(truth, detections, CAT).ap50())
        .isCloseTo(1 / 100.0, EXACT);

    detections.add(0, new ScoredBox("1", 1, .9f, new Box(50, 50, 90, 90)));
    assertThat(CocoEvaluator.evaluateObjects(truth, detections, CAT).ap50()).isZero();
  }

  /**
   * Seven of twenty are found, all right. As the reference tool spells its levels, 35 * .01 is
   * greater than 7 / 20 in the last bit, so that 35 levels are reached, not 36.
   */
  @Test
  void aRecallLevelIsMissedByTheLastBitAsInTheReferenceTool() {
    List<CocoObject> truth = new ArrayList<>();
    List<ScoredBox> detections = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      truth.add(object("i" + i, new Box(0, 0, 40, 40), Kind.OBJECT));
      if (i < 7) {
        detections.add(new ScoredBox("i" + i, 1, .9f, new Box(0, 0, 40, 40)));
      }
    }

    assertThat(CocoEvaluator.evaluateObjects(truth, detections, CAT).ap50())
        .isCloseTo(35 / 101.0, EXACT);
  }

  /** Ids that are numbers are ordered as numbers: 9 before 10, so the hit ranks first. */
  @Test
  void equalScoresFollowTheNumbersOfTheImages() {
    List<CocoObject> truth = List.of(object("9", new Box(0, 0, 40, 40), Kind.OBJECT));
    List<ScoredBox> detections =
        List.of(
            new ScoredBox("10", 1, .9f, new Box(0, 0, 40, 40)),
            new ScoredBox("9", 1, .9f, new Box(0, 0, 40, 40)));

    assertThat(CocoEvaluator.evaluateObjects(truth, detections, CAT).ap50()).isCloseTo(1, EXACT);
  }

  @Test
  void whatHasNoObjectsIsUndefinedAndLeftOutOfTheMean() {
    List<CocoObject> truth = List.of(object("1", new Box(0, 0, 40, 40), Kind.OBJECT));
    List<ScoredBox> detections =
        List.of(
            new ScoredBox("1", 1, .9f, new Box(0, 0, 40, 40)),
            new ScoredBox("1", 2, .9f, new Box(0, 0, 40, 40)));

    CocoReport report = CocoEvaluator.evaluateObjects(truth, detections, List.of("cat", "dog"));

    assertThat(report.ap()).isCloseTo(1, EXACT);
    assertThat(report.ap(AreaRange.SMALL)).isNaN();
    assertThat(report.classes().get(1).all().meanPrecision()).isNaN();
  }

  private static CocoObject object(String image, Box box, Kind kind) {
    return new CocoObject(image, 1, box, box.area(), kind);
  }
}

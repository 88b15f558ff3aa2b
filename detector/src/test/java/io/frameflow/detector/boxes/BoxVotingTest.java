package io.frameflow.detector.boxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.frameflow.detector.boxes.BoxVoting.Elected;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoxVotingTest {

  /** The second box has an IoU of .6 with the first, the third one of 1/3, the last none. */
  private static final Boxes BOXES = Boxes.of(0, 0, 8, 8, 2, 0, 10, 8, 4, 0, 12, 8, 20, 20, 28, 28);

  private static final float[] SCORES = {3, 1, 4, 2};

  private static Box voted(float iou, int kept) {
    return new BoxVoting(iou, 0).elect(BOXES, SCORES, kept).box();
  }

  @Test
  void votesAreAsHeavyAsTheirScores() {
    assertThat(voted(.5f, 0)).isEqualTo(new Box(.5f, 0, 8.5f, 8));
    assertThat(voted(.3f, 0)).isEqualTo(new Box(2.25f, 0, 10.25f, 8));
  }

  @Test
  void theThresholdItselfIsEnough() {
    assertThat(voted(.6f, 0)).isEqualTo(new Box(.5f, 0, 8.5f, 8));
    assertThat(voted(.61f, 0)).isEqualTo(BOXES.get(0));
  }

  @Test
  void aBoxWithoutNeighboursStays() {
    assertThat(voted(.1f, 3)).isEqualTo(BOXES.get(3));
  }

  @Test
  void fewVotesLowerTheScore() {
    BoxVoting voting = new BoxVoting(.6f, 4);
    // votes of 3 and 1 against a support of 4; then a vote of 2 alone
    assertThat(voting.elect(BOXES, SCORES, 0).score())
        .isCloseTo((float) (3 * (1 - Math.exp(-1))), within(1e-6f));
    assertThat(voting.elect(BOXES, SCORES, 3).score())
        .isCloseTo((float) (2 * (1 - Math.exp(-.5))), within(1e-6f));
    assertThat(new BoxVoting(.6f, 0).elect(BOXES, SCORES, 3).score()).isEqualTo(2);
  }

  @Test
  void noneChangesNothingEvenAmongEqualBoxes() {
    Boxes equal = Boxes.of(0, 0, 8, 8, 0, 0, 8, 8);
    assertThat(BoxVoting.NONE.elect(equal, new float[] {.3f, .2f}, 0))
        .isEqualTo(new Elected(equal.get(0), .3f));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void boxesThatEndAtTheBorderDoNotLeadBeyondIt(long seed) {
    Random random = new Random(seed);
    for (int trial = 0; trial < 500; trial++) {
      int count = 2 + random.nextInt(9);
      float[] edges = new float[4 * count];
      float[] scores = new float[count];
      for (int i = 0; i < count; i++) {
        edges[4 * i] = random.nextFloat();
        edges[4 * i + 2] = 320;
        edges[4 * i + 3] = 240;
        scores[i] = random.nextFloat();
      }

      Box mean = new BoxVoting(.5f, 1).elect(Boxes.of(edges), scores, 0).box();

      assertThat(mean.x2()).as("seed %d, trial %d", seed, trial).isEqualTo(320);
      assertThat(mean.y2()).as("seed %d, trial %d", seed, trial).isEqualTo(240);
    }
  }

  @Test
  void votesWithoutWeightMoveNothing() {
    assertThat(new BoxVoting(.5f, 3).elect(BOXES, new float[4], 0))
        .isEqualTo(new Elected(BOXES.get(0), 0));
  }

  @Test
  void everyBoxNeedsAScore() {
    assertThatThrownBy(() -> BoxVoting.NONE.elect(BOXES, new float[3], 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("4 boxes, but 3 scores");
  }

  @ParameterizedTest
  @CsvSource({"0, 0, voting.iou", "1.1, 0, voting.iou", "NaN, 0, voting.iou", "1, -1, voting.supp"})
  void numbersOutOfRangeAreNamed(float iou, float support, String complaint) {
    assertThatThrownBy(() -> new BoxVoting(iou, support)).hasMessageStartingWith(complaint);
  }
}

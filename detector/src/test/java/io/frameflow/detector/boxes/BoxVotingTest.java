package io.frameflow.detector.boxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BoxVotingTest {

  /** The second box has an IoU of .6 with the first, the third one of 1/3, the last none. */
  private static final Boxes BOXES = Boxes.of(0, 0, 8, 8, 2, 0, 10, 8, 4, 0, 12, 8, 20, 20, 28, 28);

  private static final float[] SCORES = {3, 1, 4, 2};

  @Test
  void voicesCountByTheirScore() {
    assertThat(BoxVoting.vote(BOXES, SCORES, 0, .5f)).isEqualTo(new Box(.5f, 0, 8.5f, 8));
    assertThat(BoxVoting.vote(BOXES, SCORES, 0, .3f)).isEqualTo(new Box(2.25f, 0, 10.25f, 8));
  }

  @Test
  void theThresholdItselfIsEnough() {
    assertThat(BoxVoting.vote(BOXES, SCORES, 0, .6f)).isEqualTo(new Box(.5f, 0, 8.5f, 8));
    assertThat(BoxVoting.vote(BOXES, SCORES, 0, .61f)).isEqualTo(BOXES.get(0));
  }

  @Test
  void aBoxWithoutNeighboursStays() {
    assertThat(BoxVoting.vote(BOXES, SCORES, 3, .1f)).isEqualTo(BOXES.get(3));
    assertThat(BoxVoting.vote(BOXES, new float[4], 0, .5f)).isEqualTo(BOXES.get(0));
  }

  @Test
  void everyBoxNeedsAScore() {
    assertThatThrownBy(() -> BoxVoting.vote(BOXES, new float[3], 0, .5f))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("4 boxes, but 3 scores");
  }
}

package io.frameflow.detector.boxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class BoxesTest {

  private static final Boxes TWO = Boxes.of(1, 2, 3, 5, -4, 0, 10, 20);

  @Test
  void givesBackWhatItHolds() {
    assertThat(TWO.size()).isEqualTo(2);
    assertThat(TWO.get(0)).isEqualTo(new Box(1, 2, 3, 5));
    assertThat(TWO.asList()).containsExactly(new Box(1, 2, 3, 5), new Box(-4, 0, 10, 20));
    assertThat(Boxes.of(TWO.asList())).isEqualTo(TWO).hasSameHashCodeAs(TWO);
    assertThat(TWO.area(1)).isEqualTo(280);
    assertThat(TWO.toArray()).containsExactly(1, 2, 3, 5, -4, 0, 10, 20);
  }

  @Test
  void isNotChangedThroughItsArrays() {
    float[] edges = {0, 0, 1, 1};
    Boxes boxes = Boxes.of(edges);
    edges[2] = 9;
    boxes.toArray()[3] = 9;
    assertThat(boxes.get(0)).isEqualTo(new Box(0, 0, 1, 1));
  }

  @Test
  void slicesAndSelects() {
    assertThat(TWO.first(1)).isEqualTo(Boxes.of(1, 2, 3, 5));
    assertThat(TWO.first(7)).isSameAs(TWO);
    assertThat(TWO.first(0)).isSameAs(Boxes.EMPTY);
    assertThat(TWO.slice(1, 2)).isEqualTo(Boxes.of(-4, 0, 10, 20));
    assertThat(TWO.select(1, 0, 1).size()).isEqualTo(3);
    assertThat(TWO.select(1).get(0)).isEqualTo(TWO.get(1));
    assertThat(TWO.concat(TWO).slice(2, 4)).isEqualTo(TWO);
    assertThatThrownBy(() -> TWO.slice(1, 3)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void scalesAndClips() {
    assertThat(TWO.scale(2, 0.5f)).isEqualTo(Boxes.of(2, 1, 6, 2.5f, -8, 0, 20, 10));
    assertThat(TWO.clip(8, 4)).isEqualTo(Boxes.of(1, 2, 3, 4, 0, 0, 8, 4));
    assertThat(Boxes.of(20, 30, 40, 50).clip(10, 10)).isEqualTo(Boxes.of(10, 10, 10, 10));
    assertThatThrownBy(() -> TWO.scale(0, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void emptyWorksEverywhere() {
    assertThat(Boxes.of()).isSameAs(Boxes.EMPTY);
    assertThat(Boxes.of(List.of())).isSameAs(Boxes.EMPTY);
    assertThat(Boxes.EMPTY.scale(2, 2).clip(1, 1).first(3).concat(Boxes.EMPTY))
        .isEqualTo(Boxes.EMPTY);
    assertThat(Boxes.EMPTY.asList()).isEmpty();
  }

  @Test
  void refusesWhatIsNoBox() {
    assertThatThrownBy(() -> Boxes.of(1, 2, 3)).hasMessageContaining("3 numbers");
    assertThatThrownBy(() -> Boxes.of(0, 0, 1, 1, 5, 0, 4, 1)).hasMessageStartingWith("box 1 of 2");
    assertThatThrownBy(() -> Boxes.of(0, Float.NaN, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Box(0, 0, Float.POSITIVE_INFINITY, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void iouHasItsKnownValues() {
    Box unit = new Box(0, 0, 2, 2);
    assertThat(Iou.of(unit, unit)).isEqualTo(1);
    assertThat(Iou.of(unit, new Box(1, 0, 3, 2))).isEqualTo(1 / 3f);
    assertThat(Iou.of(unit, new Box(2, 0, 4, 2))).isZero();
    assertThat(Iou.of(unit, new Box(1, 1, 1, 1))).isZero();
    assertThat(Iou.of(new Box(1, 1, 1, 1), new Box(1, 1, 1, 1))).isZero();
    assertThat(Iou.of(TWO, 0, TWO, 1)).isEqualTo(6 / 280f);
  }
}

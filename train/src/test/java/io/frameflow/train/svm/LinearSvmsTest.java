package io.frameflow.train.svm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LinearSvmsTest {
  private static final LinearSvms TWO =
      new LinearSvms(
          List.of(
              new LinearSvms.ClassSvm("cat", .5f, new float[] {1, -2}),
              new LinearSvms.ClassSvm("dog", -1, new float[] {0, .25f})));

  @Test
  void aMarginIsTheWeightedSumAndTheBias() {
    assertThat(TWO.margins(new float[] {3, 2})).containsExactly(-.5f, -.5f);
    assertThat(TWO.margins(new float[] {0, 8})).containsExactly(-15.5f, 1f);
    assertThat(TWO.labels()).containsExactly("cat", "dog");
    assertThat(TWO.featureSize()).isEqualTo(2);
  }

  @Test
  void allClassesLookAtTheSameFeatures() {
    LinearSvms.ClassSvm cat = new LinearSvms.ClassSvm("cat", 0, new float[2]);
    LinearSvms.ClassSvm dog = new LinearSvms.ClassSvm("dog", 0, new float[1]);
    assertThatThrownBy(() -> new LinearSvms(List.of(cat, dog)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("class dog has 1 weights, but class cat has 2");
    assertThatThrownBy(() -> new LinearSvms(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no class");
  }
}

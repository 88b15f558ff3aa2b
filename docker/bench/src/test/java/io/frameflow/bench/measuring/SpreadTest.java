package io.frameflow.bench.measuring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void takesQuantilesLinearlyBetweenValues() {
    assertThat(Spread.of(new double[] {4, 1, 3, 2})).isEqualTo(new Spread(1, 1.75, 2.5, 3.25, 4));
  }

  @Test
  void oneValueIsAllOfIt() {
    assertThat(Spread.of(new double[] {7})).isEqualTo(new Spread(7, 7, 7, 7, 7));
  }

  @Test
  void leavesTheSampleAlone() {
    double[] sample = {3, 1, 2};
    Spread.of(sample);
    assertThat(sample).containsExactly(3, 1, 2);
  }

  @Test
  void refusesNothingAndNoNumber() {
    assertThatThrownBy(() -> Spread.of(new double[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one value");
    assertThatThrownBy(() -> Spread.of(new double[] {1, Double.NaN, 2}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a number");
  }
}

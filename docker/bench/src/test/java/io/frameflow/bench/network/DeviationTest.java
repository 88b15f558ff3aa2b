package io.frameflow.bench.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DeviationTest {

  @Test
  void isRelativeToTheLargestOfOurs() {
    Deviation off = Deviation.between(new float[] {-4, 0, 1}, new float[] {-4, .5f, 1});
    assertThat(off.largest()).isEqualTo(.125);
    assertThat(off.text()).isEqualTo("off by 1.3e-01");
  }

  @Test
  void equalIsZeroEvenIfAllIsZero() {
    assertThat(Deviation.between(new float[2], new float[2]).largest()).isZero();
    assertThat(Deviation.between(new float[0], new float[0]).largest()).isZero();
  }

  @Test
  void whatIsNoNumberIsRefused() {
    Deviation off = Deviation.between(new float[] {1}, new float[] {Float.NaN});
    assertThatThrownBy(() -> off.atMost(1e9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("does not compute the same");
  }

  @Test
  void tooFarOffIsRefused() {
    Deviation off = Deviation.between(new float[] {2}, new float[] {1});
    assertThat(off.atMost(.5)).isEqualTo(off);
    assertThatThrownBy(() -> off.atMost(.4))
        .hasMessage("does not compute the same: off by 0.50 of the largest value, 0.40 is allowed");
  }

  @Test
  void anotherNumberOfNumbersIsRefused() {
    assertThatThrownBy(() -> Deviation.between(new float[3], new float[2]))
        .hasMessage("gives 2 numbers instead of 3");
  }
}

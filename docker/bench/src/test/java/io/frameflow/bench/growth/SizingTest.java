package io.frameflow.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SizingTest {

  @Test
  void followsByRuleOfThree() {
    Sizing sizing = new Sizing(1000, 5, 80, 2, 35_000, 1200);
    assertThat(sizing.framesPerSecondPerCore()).isEqualTo(40);
    assertThat(sizing.load()).isEqualTo(5000);
    assertThat(sizing.coresNeeded()).isEqualTo(125);
    assertThat(sizing.bytesPerSecondIn()).isEqualTo(175e6);
    assertThat(sizing.bytesPerSecondOut()).isEqualTo(6e6);
  }

  @Test
  void refusesWhatNobodyCanPlanWith() {
    assertThatThrownBy(() -> new Sizing(1000, 0, 80, 2, 1, 1))
        .hasMessage("frames per second of a camera must be above 0, but is 0.0");
    assertThatThrownBy(() -> new Sizing(0, 5, 80, 2, 1, 1))
        .hasMessage("cameras must be above 0, but is 0.0");
  }
}

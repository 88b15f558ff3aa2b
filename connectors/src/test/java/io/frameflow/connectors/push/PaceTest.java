package io.frameflow.connectors.push;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {

  private long now = 7_000_000_000L;

  @Test
  void isDueAtEvenIntervals() {
    Pace pace = new Pace(4, () -> now);
    assertThat(pace.nanosUntilDue()).isZero();
    pace.sent();
    assertThat(pace.nanosUntilDue()).isEqualTo(250_000_000);
    now += 250_000_000;
    assertThat(pace.nanosUntilDue()).isZero();
  }

  @Test
  void catchesUpASmallDelayButNotAStall() {
    Pace pace = new Pace(10, () -> now);
    pace.sent();
    now += 500_000_000;
    assertThat(pace.nanosUntilDue()).isEqualTo(-400_000_000);
    pace.sent();
    assertThat(pace.nanosUntilDue()).describedAs("still behind").isEqualTo(-300_000_000);

    now += 60_000_000_000L;
    pace.sent();
    assertThat(pace.nanosUntilDue()).describedAs("starts anew").isZero();
    pace.sent();
    assertThat(pace.nanosUntilDue()).isEqualTo(100_000_000);
  }

  @Test
  void zeroIsNoLimit() {
    Pace pace = new Pace(0, () -> now);
    for (int frame = 0; frame < 1000; frame++) {
      assertThat(pace.nanosUntilDue()).isZero();
      pace.sent();
    }
  }
}

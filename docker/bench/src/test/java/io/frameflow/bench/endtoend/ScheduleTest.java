package io.frameflow.bench.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void framesAreEvenlySpacedFromTheStart() {
    Schedule schedule = Schedule.of(START, 40);
    assertThat(schedule.due(0)).isEqualTo(START);
    assertThat(schedule.due(1)).isEqualTo(START.plusMillis(25));
    // No rounding adds up: after an hour they are as regular as at first.
    assertThat(schedule.due(144_000)).isEqualTo(START.plusSeconds(3600));
  }

  @Test
  void refusesALoadThatIsNone() {
    for (double rate : new double[] {0, -1, Double.NaN}) {
      assertThatThrownBy(() -> Schedule.of(START, rate))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("above 0 frames a second");
    }
  }
}

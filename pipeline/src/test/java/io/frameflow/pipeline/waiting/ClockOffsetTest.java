package io.frameflow.pipeline.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClockOffsetTest {
  private static final Duration MAX_AGE = Duration.ofSeconds(2);
  private static final long HOUR = Duration.ofHours(1).toMillis();

  private final ClockOffset offset = new ClockOffset(0, MAX_AGE, 0);
  private long millis;

  /** A frame every 100 ms, recorded so long before it arrives. */
  private void frames(Duration length, long apart) {
    for (long end = millis + length.toMillis(); millis < end; millis += 100) {
      offset.arrived(apart, millis * 1_000_000);
    }
  }

  @Test
  void framesThatComeInTimeLeaveTheClocksAlike() {
    frames(Duration.ofMinutes(1), 30);

    assertThat(offset.millis()).isZero();
  }

  @Test
  void aSteadyBacklogWithinTheAgeIsNotTakenForAClock() {
    frames(Duration.ofMinutes(1), MAX_AGE.toMillis());

    assertThat(offset.millis()).isZero();
  }

  @Test
  void aClockThatIsAheadIsFoundOutWithinThreeWindows() {
    frames(ClockOffset.WINDOW.multipliedBy(3), HOUR + 40);

    assertThat(offset.millis()).isEqualTo(HOUR + 40);
    frames(Duration.ofSeconds(1), HOUR + 20);
    assertThat(offset.millis()).isEqualTo(HOUR + 20);
  }

  @Test
  void aClockThatIsBehindIsFoundOutAtOnce() {
    offset.arrived(-HOUR, 0);

    assertThat(offset.millis()).isEqualTo(-HOUR);
  }

  @Test
  void aBacklogThatIsBeingReadIsNotTakenForAClock() {
    // An hour of frames, read twice as fast as they were recorded.
    for (long apart = HOUR; apart > 0; apart -= 100) {
      frames(Duration.ofMillis(100), apart);
      assertThat(offset.millis()).isZero();
    }
  }

  @Test
  void aClockThatIsSetBackIsFollowed() {
    frames(ClockOffset.WINDOW.multipliedBy(3), HOUR);
    offset.moved(-HOUR);

    assertThat(offset.millis()).isZero();
    frames(ClockOffset.WINDOW.multipliedBy(3), 10);
    assertThat(offset.millis()).isZero();
  }
}

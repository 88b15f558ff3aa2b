package io.frameflow.pipeline.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.pipeline.frames.Records;
import io.frameflow.pipeline.frames.SourceRecord;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FrameAgeTest {
  private final SetClocks clocks = new SetClocks();
  private final FrameAge age = new FrameAge(clocks, Duration.ofSeconds(2));

  private static final class SetClocks implements Clocks {
    private static final long serialVersionUID = 1L;
    private long wall = Records.RECORDED.toEpochMilli();
    private long nanos;

    void pass(long millis) {
      wall += millis;
      nanos += millis * 1_000_000;
    }

    @Override
    public long wallMillis() {
      return wall;
    }

    @Override
    public long nanos() {
      return nanos;
    }
  }

  private static SourceRecord record() {
    return Records.record(0, "a", null);
  }

  @Test
  void ageIsTimeSinceTheRecord() {
    clocks.pass(30);
    age.arrived(record());
    clocks.pass(500);

    assertThat(age.millis(record())).isEqualTo(530);
  }

  @Test
  void aStandingBacklogIsAgeWhereNothingIsGivenUp() {
    FrameAge patient = FrameAge.besideBacklogs(clocks);
    clocks.pass(60_000);
    for (int second = 0; second < 30; second++) {
      patient.arrived(record());
      clocks.pass(1_000);
    }

    assertThat(patient.millis(record())).isEqualTo(90_000);
  }

  @Test
  void ageIsNeverNegative() {
    clocks.pass(-5_000);

    assertThat(age.millis(record())).isZero();
    age.arrived(record());
    clocks.pass(10);
    assertThat(age.millis(record())).isEqualTo(10);
  }

  @Test
  void aJumpOfThisMachinesClockIsNoAge() {
    age.arrived(record());
    clocks.wall += Duration.ofHours(3).toMillis();
    clocks.pass(40);
    assertThat(age.millis(record())).isEqualTo(40);

    clocks.wall -= Duration.ofHours(5).toMillis();
    clocks.pass(40);
    assertThat(age.millis(record())).isEqualTo(80);
  }

  @Test
  void aClockThatIsSlewedIsFollowed() {
    age.arrived(record());
    for (int i = 0; i < 100; i++) {
      clocks.wall += 1;
      clocks.pass(10);
      age.millis(record());
    }

    assertThat(age.millis(record())).isEqualTo(1_100);
  }
}

package io.frameflow.standalone.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecoveryTimesTest {

  @Test
  void percentilesAreTimesThatWereMeasured() {
    List<Recovery> hundred =
        IntStream.rangeClosed(1, 100)
            .mapToObj(i -> recovery(FaultKind.KILL_BROKER, 101 - i))
            .toList();
    assertThat(RecoveryTimes.of(hundred)).isEqualTo(new RecoveryTimes(100, 50, 99, 100));
  }

  @Test
  void aSingleFaultIsAllPercentiles() {
    assertThat(RecoveryTimes.of(List.of(recovery(FaultKind.KILL_BROKER, 4.5))))
        .isEqualTo(new RecoveryTimes(1, 4.5, 4.5, 4.5));
  }

  @Test
  void kindsThatDidNotComeAreLeftOut() {
    List<Recovery> two =
        List.of(recovery(FaultKind.KILL_BROKER, 2), recovery(FaultKind.FREEZE_BROKER, 3));
    assertThat(RecoveryTimes.byKind(two))
        .containsOnlyKeys(FaultKind.KILL_BROKER, FaultKind.FREEZE_BROKER);
  }

  private static Recovery recovery(FaultKind kind, double seconds) {
    return new Recovery(1, kind, "as the test says", 0, seconds, true, "killed", 0);
  }
}

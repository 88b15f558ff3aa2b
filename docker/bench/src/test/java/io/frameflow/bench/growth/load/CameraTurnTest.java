package io.frameflow.bench.growth.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.frameflow.standalone.overload.BookedFrame;
import io.frameflow.standalone.overload.BookedFrame.Fate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CameraTurnTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant END = START.plusSeconds(8);

  @Test
  void countsWhatWasDetectedAfterTheFirstQuarterWhileAllSent() {
    CameraTurn turn =
        CameraTurn.of(
            List.of("a", "b", "silent"),
            List.of(
                frame("a", 1999, 0, Fate.DETECTED),
                frame("a", 2000, 1900, Fate.DETECTED),
                frame("b", 5000, 4800, Fate.DETECTED),
                frame("b", 5100, 4900, Fate.DROPPED),
                frame("a", 7999, 7000, Fate.DETECTED),
                frame("a", 8000, 7000, Fate.DETECTED)),
            START,
            END);
    assertThat(turn.seconds()).isEqualTo(6);
    assertThat(turn.framesPerSecond()).isEqualTo(.5);
    assertThat(turn.byCamera()).containsOnly(entry("a", 2L), entry("b", 1L), entry("silent", 0L));
    assertThat(turn.latencies()).containsExactly(100.0, 200.0, 999.0);
  }

  private static BookedFrame frame(String camera, long at, long captured, Fate fate) {
    return new BookedFrame(
        camera, 0, 0, fate, START.plus(Duration.ofMillis(captured)), START.plusMillis(at));
  }
}

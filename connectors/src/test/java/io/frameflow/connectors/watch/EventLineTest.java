package io.frameflow.connectors.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.connectors.TestEvents;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class EventLineTest {

  private final EventLine lines = new EventLine(ZoneOffset.UTC);

  @Test
  void namesEachObjectWithScoreAndBox() {
    assertThat(
            lines.of(
                TestEvents.detected(
                    "cam-1",
                    42,
                    TestEvents.detection("car", .934f, 10.4f, 20, 130, 80.6f),
                    TestEvents.detection("bus", 1f, 0, 0, 5, 5))))
        .isEqualTo(
            "12:00:00.123 cam-1 #42 detected car .93 [10 20 130 81], bus 1.00 [0 0 5 5] 85 ms");
  }

  @Test
  void saysWhenThereIsNothingAndWhenAFrameWasDropped() {
    assertThat(lines.of(TestEvents.detected("c", 0)))
        .isEqualTo("12:00:00.123 c #0 detected nothing 85 ms");
    assertThat(lines.of(TestEvents.dropped("c", 1)))
        .isEqualTo("12:00:00.123 c #1 dropped (overload) 85 ms");
  }

  @Test
  void foreignTextCannotSteerTheTerminal() {
    assertThat(lines.of(TestEvents.deadLetter(null, "bad\n\u001b[2Jx")))
        .isEqualTo(
            "12:00:00.128 (no camera) frameflow.frames.v1-1@17 dead letter CORRUPT_IMAGE:"
                + " bad??[2Jx");
  }
}

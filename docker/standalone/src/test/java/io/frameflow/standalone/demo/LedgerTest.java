package io.frameflow.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.frameflow.schemas.BoundingBox;
import io.frameflow.schemas.DeadLetter;
import io.frameflow.schemas.DeadLetterReason;
import io.frameflow.schemas.Detection;
import io.frameflow.schemas.FrameDetections;
import io.frameflow.schemas.FrameLabels;
import io.frameflow.schemas.LabelledObject;
import io.frameflow.schemas.ModelIdentity;
import io.frameflow.schemas.Outcome;
import io.frameflow.schemas.SourcePosition;
import io.frameflow.schemas.StageTimings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

  private static final Instant CAPTURED = Instant.parse("2026-01-01T00:00:00Z");

  private final Ledger ledger = new Ledger(new LiveMap(List.of("car", "bus"), 100));

  @Test
  void anEmptyLedgerHasNoFigures() {
    DemoSummary summary = ledger.summary(0, Duration.ZERO);
    assertThat(summary.addsUp()).isTrue();
    assertThat(summary.latencyMsP99()).isZero();
    assertThat(summary.liveMap()).isNaN();
    assertThat(summary.text()).contains("no truth");
  }

  @Test
  void everyOutcomeIsCountedOnce() {
    ledger.add(event(0, Outcome.DETECTED, "car"), CAPTURED.plusMillis(100));
    ledger.add(event(1, Outcome.DROPPED), CAPTURED.plusMillis(100));
    ledger.add(deadLetter(2));

    DemoSummary summary = ledger.summary(3, Duration.ofSeconds(1));
    assertThat(summary.detected()).isEqualTo(1);
    assertThat(summary.dropped()).isEqualTo(1);
    assertThat(summary.deadLetters()).isEqualTo(1);
    assertThat(summary.objects()).isEqualTo(1);
    assertThat(summary.framesPerSecond()).isEqualTo(3, within(1e-9));
    assertThat(summary.addsUp()).isTrue();
    assertThat(ledger.summary(4, Duration.ofSeconds(1)).addsUp()).isFalse();
  }

  @Test
  void aSecondRecordForAFrameIsNotCounted() {
    ledger.add(event(0, Outcome.DETECTED), CAPTURED);
    ledger.add(event(0, Outcome.DETECTED), CAPTURED);
    ledger.add(deadLetter(0));
    assertThat(ledger.booked()).isEqualTo(1);
  }

  @Test
  void latencyRunsFromCaptureToTheCommittedEvent() {
    for (int i = 0; i < 99; i++) {
      ledger.add(event(i, Outcome.DETECTED), CAPTURED.plusMillis(100));
    }
    ledger.add(event(99, Outcome.DETECTED), CAPTURED.plusMillis(900));
    DemoSummary summary = ledger.summary(100, Duration.ofSeconds(1));
    assertThat(summary.latencyMsP50()).isEqualTo(100, within(1.0));
    assertThat(summary.latencyMsP99()).isEqualTo(100, within(1.0));
    // event() is emitted 40 ms after the capture.
    assertThat(summary.detectMsP50()).isEqualTo(40, within(1.0));
  }

  @Test
  void liveMapJoinsTruthAndEventsInAnyOrder() {
    ledger.add(truth(0, "car"));
    ledger.add(event(0, Outcome.DETECTED, "car"), CAPTURED);
    ledger.add(event(1, Outcome.DETECTED, "car"), CAPTURED);
    assertThat(ledger.summary(2, Duration.ofSeconds(1)).liveMap()).isEqualTo(1, within(1e-9));
    ledger.add(truth(1, "bus"));
    // The car of frame 1 is false, its bus is missed: car's AP stays 1, bus's is 0.
    assertThat(ledger.summary(2, Duration.ofSeconds(1)).liveMap()).isEqualTo(.5, within(1e-9));
  }

  @Test
  void aDroppedFrameMissesItsObjects() {
    ledger.add(truth(0, "car"));
    ledger.add(event(0, Outcome.DROPPED), CAPTURED);
    assertThat(ledger.summary(1, Duration.ofSeconds(1)).liveMap()).isZero();
  }

  @Test
  void theJsonHasTheDocumentedKeys(@TempDir Path dir) throws Exception {
    ledger.add(deadLetter(0));
    Path file = dir.resolve("sub").resolve("summary.json");
    ledger.summary(1, Duration.ofSeconds(2)).write(file);
    JsonNode json = new ObjectMapper().readTree(file.toFile());
    assertThat(json.fieldNames())
        .toIterable()
        .contains(
            "framesIn",
            "detected",
            "dropped",
            "deadLetters",
            "framesPerSecond",
            "latencyMsP50",
            "latencyMsP99",
            "liveMap");
    assertThat(json.path("deadLetters").asLong()).isEqualTo(1);
    assertThat(json.path("liveMap").isNull()).isTrue();
  }

  @Test
  void aCameraWhoseClockIsOffByAgesIsBookedToo() {
    for (long micros : new long[] {Long.MIN_VALUE, Long.MAX_VALUE}) {
      FrameDetections event = event(micros & 1, Outcome.DETECTED);
      event.setCapturedAt(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
      ledger.add(event, Instant.now());
    }
    DemoSummary summary = ledger.summary(2, Duration.ofSeconds(1));
    assertThat(summary.detected()).isEqualTo(2);
    assertThat(summary.latencyMsP99()).isCloseTo(3_600_000, within(4_000.0));
  }

  private static FrameDetections event(long offset, Outcome outcome, String... labels) {
    List<Detection> detections =
        List.of(labels).stream()
            .map(
                label ->
                    new Detection(
                        label,
                        label.equals("car") ? 1 : 2,
                        .9f,
                        List.of(.1f, .9f),
                        new BoundingBox(10f, 10f, 50f, 40f)))
            .toList();
    return FrameDetections.newBuilder()
        .setCameraId("cam")
        .setSessionId("s")
        .setSequence(offset)
        .setCapturedAt(CAPTURED)
        .setSource(new SourcePosition("frames", 0, offset))
        .setModel(new ModelIdentity("m", "1", "0"))
        .setImageWidth(100)
        .setImageHeight(80)
        .setOutcome(outcome)
        .setDetections(detections)
        .setTimings(new StageTimings(0L, 0L, 0L, 0L, 0L, 1))
        .setDetectedAt(CAPTURED.plusMillis(40))
        .build();
  }

  private static FrameLabels truth(long sequence, String label) {
    return FrameLabels.newBuilder()
        .setCameraId("cam")
        .setSessionId("s")
        .setSequence(sequence)
        .setCapturedAt(CAPTURED)
        .setOrigin("test")
        .setImageWidth(100)
        .setImageHeight(80)
        .setObjects(List.of(new LabelledObject(label, false, 10f, 10f, 50f, 40f)))
        .build();
  }

  private static DeadLetter deadLetter(long offset) {
    return DeadLetter.newBuilder()
        .setTopic("frames")
        .setPartition(0)
        .setOffset(offset)
        .setRecordedAt(CAPTURED)
        .setFailedAt(CAPTURED)
        .setReason(DeadLetterReason.CORRUPT_IMAGE)
        .setMessage("broken")
        .build();
  }
}

package io.frameflow.pipeline.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.pipeline.frames.Records;
import io.frameflow.pipeline.frames.Refusal;
import io.frameflow.pipeline.frames.SourceFrame;
import io.frameflow.pipeline.frames.SourceRecord;
import io.frameflow.schemas.DeadLetter;
import io.frameflow.schemas.DeadLetterReason;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:03.000000999Z");

  @Test
  void aLetterNamesItsRecord() {
    DeadLetter letter = letter(Records.record(9, "gate-1", new byte[] {5}), true);

    assertThat(letter.getCameraId()).isEqualTo("gate-1");
    assertThat(letter.getTopic()).isEqualTo(Records.TOPIC);
    assertThat(letter.getPartition()).isEqualTo(3);
    assertThat(letter.getOffset()).isEqualTo(9);
    assertThat(letter.getRecordedAt()).isEqualTo(Records.RECORDED);
    assertThat(letter.getFailedAt()).isEqualTo(Instant.parse("2026-03-01T10:00:03Z"));
    assertThat(letter.getHeaders().get("origin").array()).isEqualTo(Records.bytes("test"));
    assertThat(letter.getPayload().array()).containsExactly(5);
  }

  @Test
  void aKeyThatNamesNoCameraIsNotRepeated() {
    assertThat(letter(Records.record(0, "no camera", null), true).getCameraId()).isNull();
    assertThat(letter(Records.record(0, null, null), true).getCameraId()).isNull();
  }

  @Test
  void aPayloadThatDoesNotFitIsLeftOutAloud() {
    byte[] most = new byte[DeadLetters.MOST_BYTES];
    assertThat(letter(record(Map.of(), most), true).getPayload().array()).isSameAs(most);

    DeadLetter letter = letter(record(Map.of("h", new byte[1]), most), true);
    assertThat(letter.getPayload()).isNull();
    assertThat(letter.getHeaders()).hasSize(1);
    assertThat(letter.getMessage())
        .isEqualTo("broken (payload left out: %d bytes)".formatted(most.length));
  }

  @Test
  void headersThatDoNotFitAreLeftOutAloud() {
    byte[] large = new byte[DeadLetters.MOST_BYTES];
    DeadLetter letter = letter(record(Map.of("h", large), new byte[] {1}), true);

    assertThat(letter.getHeaders()).isEmpty();
    assertThat(letter.getMessage()).startsWith("broken (headers left out: ");
    assertThat(letter.getPayload().array()).containsExactly(1);
  }

  private static SourceRecord record(Map<String, byte[]> headers, byte[] value) {
    return new SourceRecord(
        Records.TOPIC, 0, 0, Records.RECORDED, Records.ARRIVED, null, headers, value);
  }

  private static DeadLetter letter(SourceRecord record, boolean keepPayload) {
    Refusal refusal = new Refusal(DeadLetterReason.SCHEMA, "broken");
    return DeadLetters.of(new SourceFrame.Refused(record, refusal), refusal, keepPayload, NOW);
  }
}

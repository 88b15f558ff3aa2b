package io.frameflow.pipeline.frames;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.schemas.DeadLetterReason;
import io.frameflow.schemas.Frame;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class SourceFrameTest {

  @Test
  void eventTimeIsTheCaptureTime() {
    assertThat(Records.valid("gate-1", 0).eventTime()).isEqualTo(Records.CAPTURED);
  }

  @Test
  void aClockInTheFutureDoesNotDragTheWatermarkAlong() {
    Frame frame = Records.frame("gate-1", 0);
    frame.setCapturedAt(Instant.parse("2999-01-01T00:00:00Z"));

    assertThat(new SourceFrame.Valid(Records.record(0, "gate-1", null), frame).eventTime())
        .isEqualTo(Records.ARRIVED);
  }

  @Test
  void aRefusedRecordHasItsTimeOnKafka() {
    Refusal refusal = new Refusal(DeadLetterReason.SCHEMA, "broken");

    assertThat(new SourceFrame.Refused(Records.record(0, "gate-1", null), refusal).eventTime())
        .isEqualTo(Records.RECORDED);
  }

  @Test
  void aRefusalIsOneShortLine() {
    Refusal refusal = new Refusal(DeadLetterReason.SCHEMA, "a\r\nb\u0000c" + "x".repeat(9999));

    assertThat(refusal.message()).startsWith("a b cx").hasSizeLessThan(1100).doesNotContain("\n");
    assertThat(new Refusal(DeadLetterReason.SCHEMA, refusal.message())).isEqualTo(refusal);
  }

  @Test
  void theLastValueOfAHeaderCounts() {
    RecordHeaders headers = new RecordHeaders();
    headers.add("a", new byte[] {1}).add("b", null).add("a", new byte[] {2});
    ConsumerRecord<byte[], byte[]> consumed =
        new ConsumerRecord<>(
            "t",
            2,
            9L,
            1000L,
            TimestampType.CREATE_TIME,
            0,
            0,
            new byte[] {7},
            new byte[] {8},
            headers,
            Optional.empty());

    SourceRecord record = SourceRecord.of(consumed, Records.ARRIVED);

    assertThat(record.topic() + record.partition() + "@" + record.offset()).isEqualTo("t2@9");
    assertThat(record.recordedAt()).isEqualTo(Instant.ofEpochSecond(1));
    assertThat(record.headers()).containsOnlyKeys("a", "b");
    assertThat(Arrays.toString(record.headers().get("a"))).isEqualTo("[2]");
    assertThat(record.headers().get("b")).isEmpty();
  }
}

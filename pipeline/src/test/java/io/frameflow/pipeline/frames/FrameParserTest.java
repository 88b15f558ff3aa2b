package io.frameflow.pipeline.frames;

import static io.frameflow.pipeline.frames.Records.TOPIC;
import static io.frameflow.pipeline.frames.Records.frame;
import static io.frameflow.pipeline.frames.Records.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.frameflow.schemas.DeadLetter;
import io.frameflow.schemas.DeadLetterReason;
import io.frameflow.schemas.Frame;
import io.frameflow.schemas.serdes.AvroSerde;
import io.frameflow.schemas.serdes.RegistryOptions;
import io.frameflow.schemas.serdes.RegistryUnavailableException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameParserTest {
  private final MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
  private final AvroSerde<Frame> serde = AvroSerde.over(Frame.class, registry, true, "mock");
  private final FrameParser parser = new FrameParser(serde.deserializer());

  @Test
  void aValidRecordIsAFrame() {
    Frame frame = frame("gate-1", 7, (byte) 1, (byte) 2);
    SourceRecord record = record(41, "gate-1", bytes(frame));

    assertThat(parser.parse(record)).isEqualTo(new SourceFrame.Valid(record, frame));
  }

  @Test
  void aRecordWithoutValueIsRefused() {
    assertThat(refusal(record(1, "gate-1", null)).reason()).isEqualTo(DeadLetterReason.SCHEMA);
  }

  @Test
  void bytesThatAreNoFrameAreRefused() {
    byte[] whole = bytes(frame("gate-1", 7, new byte[100]));

    assertSchema(refusal(record(1, "gate-1", new byte[0])));
    assertSchema(refusal(record(1, "gate-1", "hello".getBytes(StandardCharsets.UTF_8))));
    assertSchema(refusal(record(1, "gate-1", Arrays.copyOf(whole, whole.length - 1))));
    assertSchema(refusal(record(1, "gate-1", Arrays.copyOf(whole, whole.length + 1))));
  }

  @Test
  void anUnknownSchemaIdIsRefused() {
    byte[] bytes = bytes(frame("gate-1", 7));
    bytes[4] = (byte) (bytes[4] + 77);

    assertSchema(refusal(record(1, "gate-1", bytes)));
  }

  @Test
  void anotherRecordTypeIsRefused() {
    AvroSerde<DeadLetter> letters = AvroSerde.over(DeadLetter.class, registry, true, "mock");
    DeadLetter letter =
        new DeadLetter(
            null,
            "t",
            0,
            0L,
            Records.RECORDED,
            Records.RECORDED,
            DeadLetterReason.SCHEMA,
            "m",
            Map.of(),
            null);

    assertSchema(refusal(record(1, "gate-1", letters.serializer().serialize(TOPIC, letter))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "../etc", "gate\n1", "käse"})
  void aCameraIdOutsideThePatternIsRefused(String camera) {
    Refusal refusal = refusal(record(1, camera, bytes(frame(camera, 0))));

    assertThat(refusal.reason()).isEqualTo(DeadLetterReason.INVALID_CAMERA_ID);
    assertThat(refusal.message()).doesNotContain("\n").contains("camera id");
  }

  @Test
  void aKeyThatIsNotTheCameraIsRefused() {
    byte[] value = bytes(frame("gate-1", 0));

    assertThat(refusal(record(1, "gate-2", value)).reason())
        .isEqualTo(DeadLetterReason.INVALID_CAMERA_ID);
    assertThat(refusal(record(1, null, value)).message()).contains("no key").contains("gate-1");
  }

  @Test
  void aSessionIdThatWouldSwellEveryEventIsRefused() {
    Frame longest = frame("gate-1", 0);
    longest.setSessionId("s".repeat(FrameParser.LONGEST_SESSION_ID));
    assertThat(parser.parse(record(1, "gate-1", bytes(longest))))
        .isInstanceOf(SourceFrame.Valid.class);

    Frame tooLong = frame("gate-1", 0);
    tooLong.setSessionId("s".repeat(FrameParser.LONGEST_SESSION_ID + 1));
    assertSchema(refusal(record(1, "gate-1", bytes(tooLong))));
  }

  @Test
  void anUnreachableRegistryIsNotTheRecordsFault() {
    RegistryOptions nobody =
        new RegistryOptions("http://127.0.0.1:1", false, Map.of("max.retries", "0"));
    try (AvroSerde<Frame> lonely = AvroSerde.of(Frame.class, nobody)) {
      FrameParser offline = new FrameParser(lonely.deserializer());

      assertThatThrownBy(() -> offline.parse(record(1, "gate-1", bytes(frame("gate-1", 0)))))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining("127.0.0.1:1");
    }
  }

  private byte[] bytes(Frame frame) {
    return serde.serializer().serialize(TOPIC, frame);
  }

  private Refusal refusal(SourceRecord record) {
    SourceFrame parsed = parser.parse(record);
    assertThat(parsed).isInstanceOf(SourceFrame.Refused.class);
    assertThat(parsed.record()).isSameAs(record);
    return ((SourceFrame.Refused) parsed).refusal();
  }

  private static void assertSchema(Refusal refusal) {
    assertThat(refusal.reason()).isEqualTo(DeadLetterReason.SCHEMA);
    assertThat(refusal.message()).isNotBlank();
  }
}

package io.frameflow.schemas.serdes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.schemas.Frame;
import io.frameflow.schemas.FrameLabels;
import io.frameflow.schemas.SampleRecords;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes on Kafka, the right ones and the wrong ones. */
class WireFormatTest {
  private static final String TOPIC = "frameflow.frames.v1";

  /**
   * By hand, from the Avro specification: lengths and longs as zigzag varints. cam1, s, sequence 3,
   * 1000001 microseconds after the epoch, a JPEG of two bytes.
   */
  private static final String GOLDEN =
      "00 00000001" + " 08 63616d31" + " 02 73" + " 06" + " 82897a" + " 04 ffd8";

  private static final Frame FRAME =
      new Frame(
          "cam1",
          "s",
          3L,
          Instant.ofEpochSecond(1, 1000),
          ByteBuffer.wrap(new byte[] {(byte) 0xff, (byte) 0xd8}));

  private static TinyRegistry registry;
  private static AvroSerde<Frame> serde;

  @BeforeAll
  static void start() throws Exception {
    registry = new TinyRegistry();
    registry.add(TOPIC + "-value", RecordSchemas.released(Frame.class));
    serde = AvroSerde.of(Frame.class, registry.options());
  }

  @AfterAll
  static void stop() {
    serde.close();
    registry.close();
  }

  /** A newer schema: a field with a union, and one that may nest. */
  private static final String NEWER =
      """
      {"type": "record", "name": "Frame", "namespace": "io.frameflow.schemas", "fields": [
        {"name": "cameraId", "type": "string"},
        {"name": "note", "type": ["null", "string"], "default": null},
        {"name": "part", "default": null, "type": ["null",
          {"type": "record", "name": "Part", "fields": [
            {"name": "inner", "type": ["null", "Part"], "default": null}]}]},
        {"name": "sessionId", "type": "string"},
        {"name": "sequence", "type": "long"},
        {"name": "capturedAt", "type": {"type": "long", "logicalType": "timestamp-micros"}},
        {"name": "jpeg", "type": "bytes"}]}
      """;

  @Test
  void indexesAndDepthsOfNewerSchemasAreNotTrusted() throws Exception {
    try (TinyRegistry newer = new TinyRegistry()) {
      newer.add(TOPIC + "-value", new Schema.Parser().parse(NEWER));
      try (AvroSerde<Frame> reader = AvroSerde.of(Frame.class, newer.options())) {
        byte[] wrongIndex = HexFormat.of().parseHex("0000000001" + "0863616d31" + "0a");
        assertThatThrownBy(() -> reader.deserializer().deserialize(TOPIC, wrongIndex))
            .isInstanceOf(MalformedRecordException.class);
        String nested = "0000000001" + "0863616d31" + "00" + "02".repeat(2_000_000);
        byte[] deep = HexFormat.of().parseHex(nested);
        assertThatThrownBy(() -> reader.deserializer().deserialize(TOPIC, deep))
            .isInstanceOf(MalformedRecordException.class)
            .hasMessageEndingWith("nested too deeply");
      }
    }
  }

  @Test
  void bytesAreThoseOfTheSpecification() {
    assertThat(serde.serializer().serialize(TOPIC, FRAME)).isEqualTo(golden());
    assertThat(serde.deserializer().deserialize(TOPIC, golden())).isEqualTo(FRAME);
  }

  @ParameterizedTest
  @CsvSource({"'',0 bytes", "00,1 bytes", "00000000,4 bytes", "ffd8ffe000,0xff"})
  void whatHasNoHeaderIsMalformed(String hex, String said) {
    assertMalformed(HexFormat.of().parseHex(hex), said);
  }

  @Test
  void everyTruncationIsMalformed() {
    byte[] whole = serde.serializer().serialize(TOPIC, new SampleRecords(1).frame());
    for (int length = 0; length < whole.length; length++) {
      assertMalformed(Arrays.copyOf(whole, length), TOPIC);
    }
  }

  @Test
  void bytesBehindTheRecordAreMalformed() {
    assertMalformed(Arrays.copyOf(golden(), golden().length + 2), "2 bytes too many");
  }

  /** A claim of 2 GiB must not become an allocation of 2 GiB: the test JVM has less. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000000001 feffffff0f", // the first text: 2^31 - 1 bytes
        "0000000001 00 00 00 00 feffffff0f", // the JPEG
        "0000000001 01", // a length of -1
        "0000000001 ffffffffffffffffffff7f" // a number that never ends
      })
  void lengthsAreNotBelieved(String hex) {
    assertMalformed(parse(hex), "schema id 1");
  }

  /** The list of labelled objects claims 2^31 - 1 items, plainly and as a sized block. */
  @Test
  void countsAreNotBelieved() {
    String labels = "t-labels";
    int ofLabels = registry.add(labels + "-value", RecordSchemas.released(FrameLabels.class));
    byte[] bytes = parse("00 0000000" + ofLabels + " 00 00 00 00 00 00 00 feffffff0f");
    try (AvroSerde<FrameLabels> other = AvroSerde.of(FrameLabels.class, registry.options())) {
      assertThatThrownBy(() -> other.deserializer().deserialize(labels, bytes))
          .isInstanceOf(MalformedRecordException.class)
          .hasMessageContaining("truncated");
      byte[] sized = parse("00 0000000" + ofLabels + " 00 00 00 00 00 00 00 fdffffff0f 02");
      assertThatThrownBy(() -> other.deserializer().deserialize(labels, sized))
          .isInstanceOf(MalformedRecordException.class);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12, 13})
  void noiseIsReadOrMalformedButNothingElse(long seed) {
    Random random = new Random(seed);
    byte[] whole = serde.serializer().serialize(TOPIC, new SampleRecords(seed).frame());
    for (int round = 0; round < 3000; round++) {
      byte[] noisy = Arrays.copyOf(whole, 6 + random.nextInt(Math.min(200, whole.length - 6)));
      for (int flips = random.nextInt(1, 8); flips > 0; flips--) {
        noisy[random.nextInt(5, noisy.length)] = (byte) random.nextInt();
      }
      try {
        serde.deserializer().deserialize(TOPIC, noisy);
      } catch (MalformedRecordException e) {
        assertThat(e).as("seed %d, round %d", seed, round).hasMessageContaining(TOPIC);
      }
    }
  }

  private static void assertMalformed(byte[] bytes, String said) {
    assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, bytes))
        .isInstanceOf(MalformedRecordException.class)
        .isNotInstanceOf(UnknownSchemaException.class)
        .hasMessageContaining("topic " + TOPIC)
        .hasMessageContaining(said)
        .hasMessageNotContaining("\n");
  }

  private static byte[] golden() {
    return parse(GOLDEN);
  }

  private static byte[] parse(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }
}

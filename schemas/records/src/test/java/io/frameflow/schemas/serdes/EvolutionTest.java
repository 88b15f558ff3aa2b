package io.frameflow.schemas.serdes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.schemas.DeadLetter;
import io.frameflow.schemas.DeadLetterReason;
import io.frameflow.schemas.Frame;
import io.frameflow.schemas.FrameLabels;
import io.frameflow.schemas.SampleRecords;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records of older and newer producers, read by this version. */
class EvolutionTest {
  private static final String TOPIC = "t";
  private TinyRegistry registry;

  @BeforeEach
  void start() throws IOException {
    registry = new TinyRegistry();
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void aNewerReasonIsUnknownToUs() throws IOException {
    Schema newer = edited(DeadLetter.class, "\"SCHEMA\",", "\"SCHEMA\",\"STRUCK_BY_LIGHTNING\",");
    GenericRecord written = deadLetter(newer);
    Schema reasons = newer.getField("reason").schema();
    written.put("reason", new GenericData.EnumSymbol(reasons, "STRUCK_BY_LIGHTNING"));

    DeadLetter read = read(DeadLetter.class, newer, written);

    assertThat(read.getReason()).isEqualTo(DeadLetterReason.UNKNOWN);
    assertThat(read.getMessage()).isEqualTo("m");
  }

  @Test
  void anOlderRecordTakesTheDefaultAndANewerFieldIsSkipped() throws IOException {
    Schema other = edited(DeadLetter.class, "\"name\":\"headers\"", "\"name\":\"remarks\"");
    GenericRecord written = deadLetter(other);

    DeadLetter read = read(DeadLetter.class, other, written);

    assertThat(read.getHeaders()).isEmpty();
    assertThat(read.getOffset()).isEqualTo(9);
  }

  @Test
  void anotherRecordOnTheTopicIsMalformed() {
    RegistryOptions options = registry.options().withAutoRegister();
    byte[] labels;
    try (AvroSerde<FrameLabels> serde = AvroSerde.of(FrameLabels.class, options)) {
      labels = serde.serializer().serialize(TOPIC, new SampleRecords(1).labels());
    }
    try (AvroSerde<Frame> serde = AvroSerde.of(Frame.class, options)) {
      assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, labels))
          .isInstanceOf(MalformedRecordException.class)
          .hasMessageContaining("io.frameflow.schemas.FrameLabels")
          .hasMessageContaining("cannot be read as io.frameflow.schemas.Frame");
    }
  }

  private static GenericRecord deadLetter(Schema schema) {
    GenericRecordBuilder builder =
        new GenericRecordBuilder(schema)
            .set("topic", "t")
            .set("partition", 0)
            .set("offset", 9L)
            .set("recordedAt", 1L)
            .set("failedAt", 2L)
            .set("message", "m");
    Schema reasons = schema.getField("reason").schema();
    return builder.set("reason", new GenericData.EnumSymbol(reasons, "SCHEMA")).build();
  }

  private static Schema edited(Class<?> type, String from, String to) {
    String json = RecordSchemas.released(type).toString();
    assertThat(json).contains(from);
    return new Schema.Parser().parse(json.replace(from, to));
  }

  private <V extends SpecificRecord> V read(Class<V> type, Schema written, GenericRecord record)
      throws IOException {
    int id = registry.add(TOPIC + "-value", written);
    byte[] bytes = new RecordBuffer().write(id, new GenericDatumWriter<>(written), record);
    try (AvroSerde<V> serde = AvroSerde.of(type, registry.options())) {
      return serde.deserializer().deserialize(TOPIC, bytes);
    }
  }
}

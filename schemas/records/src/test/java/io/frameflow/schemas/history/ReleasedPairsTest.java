package io.frameflow.schemas.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.schemas.topics.Topic;
import io.frameflow.schemas.topics.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any released version, today's and the next one read each other, and agree on what both know. */
class ReleasedPairsTest {
  private static final int RECORDS = 20;

  static Stream<Class<?>> records() {
    return Topics.all().stream().map(Topic::valueType);
  }

  @ParameterizedTest
  @MethodSource("records")
  void everyVersionReadsEveryOther(Class<?> type) throws IOException {
    Map<String, Schema> versions = versions(type);
    versions.forEach(
        (writer, written) ->
            versions.forEach(
                (reader, expected) ->
                    assertThat(
                            SchemaCompatibility.checkReaderWriterCompatibility(expected, written)
                                .getType())
                        .as("%s reads %s of %s", reader, writer, type.getSimpleName())
                        .isEqualTo(SchemaCompatibilityType.COMPATIBLE)));
  }

  @ParameterizedTest
  @MethodSource("records")
  void whatBothVersionsKnowComesThroughUnchanged(Class<?> type) throws IOException {
    Map<String, Schema> versions = versions(type);
    for (Map.Entry<String, Schema> writer : versions.entrySet()) {
      long seed = 1;
      for (Object random : new RandomData(writer.getValue(), RECORDS, seed, true)) {
        GenericRecord record = (GenericRecord) random;
        byte[] bytes = bytes(record);
        for (Map.Entry<String, Schema> reader : versions.entrySet()) {
          GenericRecord read = read(bytes, writer.getValue(), reader.getValue());
          for (Schema.Field field : common(writer.getValue(), reader.getValue())) {
            assertThat(read.get(field.name()))
                .as(
                    "%s.%s of %s read with %s, seed %d",
                    type.getSimpleName(), field.name(), writer.getKey(), reader.getKey(), seed)
                .isEqualTo(record.get(field.name()));
          }
        }
      }
    }
  }

  /** The released ones, today's, and one that a later release may bring. */
  private static Map<String, Schema> versions(Class<?> type) throws IOException {
    Map<String, Schema> versions = new LinkedHashMap<>();
    SchemaHistory.of(type).forEach((number, schema) -> versions.put("v" + number, schema));
    Schema current = SchemaHistory.current(type);
    versions.put("today", current);
    versions.put("next", withOneMore(current));
    return versions;
  }

  private static Schema withOneMore(Schema schema) {
    List<Schema.Field> fields =
        Stream.concat(
                schema.getFields().stream().map(old -> new Schema.Field(old, old.schema())),
                Stream.of(
                    new Schema.Field(
                        "ofTheNextRelease", Schema.create(Schema.Type.INT), "A test's.", 7)))
            .toList();
    return Schema.createRecord(
        schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
  }

  private static List<Schema.Field> common(Schema one, Schema other) {
    return one.getFields().stream().filter(field -> other.getField(field.name()) != null).toList();
  }

  private static byte[] bytes(GenericRecord record) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
    encoder.flush();
    return out.toByteArray();
  }

  private static GenericRecord read(byte[] bytes, Schema writer, Schema reader) throws IOException {
    return new GenericDatumReader<GenericRecord>(writer, reader)
        .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
  }
}

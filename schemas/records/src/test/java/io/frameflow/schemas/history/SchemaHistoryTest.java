package io.frameflow.schemas.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.schemas.Frame;
import io.frameflow.schemas.topics.Topic;
import io.frameflow.schemas.topics.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was once released stays readable, and its readers can read what is written today. */
class SchemaHistoryTest {
  static Stream<Class<?>> records() {
    return Topics.all().stream().map(Topic::valueType);
  }

  @ParameterizedTest
  @MethodSource("records")
  void everyReleaseReadsTodayAndIsReadToday(Class<?> type) throws IOException {
    Schema current = SchemaHistory.current(type);
    SortedMap<Integer, Schema> released = SchemaHistory.of(type);

    assertThat(released.keySet())
        .as("versions of %s", type.getSimpleName())
        .isNotEmpty()
        .containsExactlyElementsOf(IntStream.rangeClosed(1, released.size()).boxed().toList());
    released.forEach(
        (version, schema) -> {
          assertThat(reads(current, schema)).as("today reads v%d", version).isTrue();
          assertThat(reads(schema, current)).as("v%d reads today", version).isTrue();
        });
  }

  @ParameterizedTest
  @MethodSource("records")
  void theLatestReleaseIsTodaysSchema(Class<?> type) throws IOException {
    Schema current = SchemaHistory.current(type);
    SortedMap<Integer, Schema> released = SchemaHistory.of(type);
    boolean same = !released.isEmpty() && released.get(released.lastKey()).equals(current);
    Path next =
        Path.of("target", "history", type.getSimpleName())
            .resolve("v" + (released.size() + 1) + ".avsc");
    if (!same) {
      Files.createDirectories(next.getParent());
      Files.writeString(next, SchemaFormatter.format("json/pretty", current) + "\n");
    }
    assertThat(same)
        .as("the schema of %s changed: to release it, copy %s to schemas/history", type, next)
        .isTrue();
  }

  @ParameterizedTest
  @MethodSource("records")
  void aFieldAddedSinceTheFirstReleaseHasADefault(Class<?> type) throws IOException {
    Map<String, Schema> first = new HashMap<>();
    SchemaHistory.named(SchemaHistory.of(type).get(1))
        .forEach(schema -> first.put(schema.getFullName(), schema));
    for (Schema schema : SchemaHistory.named(SchemaHistory.current(type))) {
      Schema before = first.get(schema.getFullName());
      if (before != null && schema.getType() == Schema.Type.RECORD) {
        schema.getFields().stream()
            .filter(field -> before.getField(field.name()) == null)
            .forEach(field -> assertThat(field.hasDefaultValue()).as(field.name()).isTrue());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("records")
  void everythingIsExplainedAndEnumsHaveAWayOut(Class<?> type) {
    for (Schema schema : SchemaHistory.named(SchemaHistory.current(type))) {
      assertThat(schema.getDoc()).as("doc of %s", schema.getFullName()).isNotBlank();
      if (schema.getType() == Schema.Type.ENUM) {
        assertThat(schema.getEnumDefault()).as("default of %s", schema.getName()).isNotNull();
      } else {
        schema
            .getFields()
            .forEach(
                field ->
                    assertThat(field.doc())
                        .as("doc of %s.%s", schema.getName(), field.name())
                        .isNotBlank());
      }
    }
  }

  @Test
  void theHistoryHoldsNothingElse() throws IOException {
    try (Stream<Path> folders = Files.list(SchemaHistory.ROOT)) {
      assertThat(folders.map(folder -> folder.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(records().map(Class::getSimpleName).toList());
    }
  }

  /** Shows that the check above is able to fail, in both directions. */
  @Test
  void aFieldWithoutDefaultBreaksOneDirectionAndANewTypeBoth() {
    Schema current = SchemaHistory.current(Frame.class);
    Schema longer = withField(current, "gain", Schema.create(Schema.Type.FLOAT), null);
    Schema softer = withField(current, "gain", Schema.create(Schema.Type.FLOAT), 1.0f);
    Schema retyped =
        new Schema.Parser()
            .parse(
                current
                    .toString()
                    .replace(
                        "\"name\":\"jpeg\",\"type\":\"bytes\"",
                        "\"name\":\"jpeg\",\"type\":\"int\""));

    assertThat(reads(longer, current)).isFalse();
    assertThat(reads(current, longer)).isTrue();
    assertThat(reads(softer, current)).isTrue();
    assertThat(reads(retyped, current)).isFalse();
    assertThat(reads(current, retyped)).isFalse();
  }

  private static Schema withField(Schema schema, String name, Schema type, Object byDefault) {
    var fields =
        new ArrayList<>(
            schema.getFields().stream()
                .map(field -> new Schema.Field(field, field.schema()))
                .toList());
    fields.add(
        byDefault == null
            ? new Schema.Field(name, type, "gain")
            : new Schema.Field(name, type, "gain", byDefault));
    return Schema.createRecord(
        schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
  }

  private static boolean reads(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType()
        == SchemaCompatibilityType.COMPATIBLE;
  }
}

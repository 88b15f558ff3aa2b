package io.frameflow.schemas.serdes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.schemas.topics.SchemaCatalogue;
import io.frameflow.schemas.topics.Topic;
import io.frameflow.schemas.topics.Topics;
import java.io.IOException;
import java.util.Map;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SchemaCatalogueTest {
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
  void everyTopicGetsItsSchemaAndFullCompatibility() {
    Map<String, Integer> ids = SchemaCatalogue.register(registry.options(), "site-7");

    assertThat(ids).hasSize(6).containsKey("site-7.dead-letters.v1-value");
    for (Topic<?> topic : Topics.all()) {
      String subject = topic.subject("site-7");
      assertThat(registry.schema(ids.get(subject)))
          .isEqualTo(RecordSchemas.released(topic.valueType()));
      assertThat(registry.compatibility).containsEntry(subject, "FULL");
    }
  }

  @Test
  void theContractHoldsNoHintsForJava() {
    SchemaCatalogue.register(registry.options(), "p").values().stream()
        .map(registry::schema)
        .forEach(schema -> assertThat(schema.toString()).doesNotContain("avro.java"));
  }

  @Test
  void doingItAgainChangesNothing() {
    Map<String, Integer> first = SchemaCatalogue.register(registry.options(), "p");
    assertThat(SchemaCatalogue.register(registry.options(), "p")).isEqualTo(first);
  }

  @Test
  void aSubjectThatBreaksIsNamed() {
    registry.add(
        "p.labels.v1-value",
        SchemaBuilder.record("io.frameflow.schemas.FrameLabels").fields().endRecord());

    assertThatThrownBy(() -> SchemaCatalogue.register(registry.options(), "p"))
        .isInstanceOf(IncompatibleSchemaException.class)
        .hasMessageContaining("p.labels.v1-value")
        .hasMessageContaining("FrameLabels")
        .hasMessageContaining(registry.url());
  }

  @Test
  void aRegistryThatIsDownIsNamed() {
    RegistryOptions options = registry.options();
    registry.close();
    assertThatThrownBy(() -> SchemaCatalogue.register(options, "p"))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining(options.url());
  }
}

package io.frameflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.frameflow.schemas.CameraActivity;
import io.frameflow.schemas.serdes.AvroSerde;
import io.frameflow.schemas.serdes.IncompatibleSchemaException;
import io.frameflow.schemas.serdes.RegistryOptions;
import io.frameflow.schemas.serdes.RegistryUnavailableException;
import io.frameflow.schemas.serdes.SchemaNotRegisteredException;
import io.frameflow.schemas.topics.SchemaCatalogue;
import io.frameflow.schemas.topics.Topics;
import io.frameflow.standalone.stack.FreePorts;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The contracts against a real registry. */
class RegistryIT {

  private static PipelineUnderTest pipeline;
  private static RegistryOptions registry;

  @BeforeAll
  static void start() throws Exception {
    pipeline = PipelineUnderTest.start();
    registry = pipeline.access().registry();
  }

  @AfterAll
  static void stop() throws Exception {
    pipeline.close();
  }

  @Test
  void registeringTwiceChangesNothing() {
    Map<String, Integer> first = SchemaCatalogue.register(registry, Topics.DEFAULT_PREFIX);
    assertThat(first).hasSize(Topics.all().size());
    assertThat(SchemaCatalogue.register(registry, Topics.DEFAULT_PREFIX)).isEqualTo(first);
  }

  @Test
  void anIncompatibleProducerIsRefused() throws Exception {
    var incompatible =
        SchemaBuilder.record("Frame")
            .namespace("io.frameflow.schemas")
            .fields()
            .requiredLong("cameraId")
            .endRecord();
    String subject = Topics.FRAMES.subject(Topics.DEFAULT_PREFIX);
    try (SchemaRegistryClient client = registry.newClient()) {
      assertThatThrownBy(() -> client.register(subject, new AvroSchema(incompatible)))
          .isInstanceOfSatisfying(
              RestClientException.class, e -> assertThat(e.getStatus()).isEqualTo(409));
    }
  }

  @Test
  void aCatalogueThatDoesNotFitIsRefusedInOneLine() throws Exception {
    String prefix = "taken";
    var foreign =
        SchemaBuilder.record("Foreign")
            .namespace("com.example")
            .fields()
            .requiredInt("something")
            .endRecord();
    try (SchemaRegistryClient client = registry.newClient()) {
      String subject = Topics.FRAMES.subject(prefix);
      client.register(subject, new AvroSchema(foreign));
      client.updateCompatibility(subject, SchemaCatalogue.COMPATIBILITY);
    }
    assertThatThrownBy(() -> SchemaCatalogue.register(registry, prefix))
        .isInstanceOf(IncompatibleSchemaException.class)
        .hasMessageContaining("taken.frames.v1-value")
        .hasMessageNotContaining("\n");
  }

  @Test
  void withoutRegistrationAProducerIsToldWhatToDo() {
    try (AvroSerde<CameraActivity> serde = AvroSerde.of(CameraActivity.class, registry)) {
      assertThatThrownBy(() -> serde.serializer().serialize("nobody.activity.v1", activity("cam")))
          .isInstanceOf(SchemaNotRegisteredException.class)
          .hasMessageContaining("nobody.activity.v1");
    }
  }

  @Test
  void aRecordComesBackAsItWas() {
    String topic = Topics.ACTIVITY.name(Topics.DEFAULT_PREFIX);
    try (AvroSerde<CameraActivity> serde = AvroSerde.of(CameraActivity.class, registry)) {
      CameraActivity sent = activity("cam");
      byte[] bytes = serde.serializer().serialize(topic, sent);
      assertThat(serde.deserializer().deserialize(topic, bytes)).isEqualTo(sent);
    }
  }

  @Test
  void aRegistryThatIsNotThereIsNamed() throws Exception {
    RegistryOptions nowhere = RegistryOptions.of("http://127.0.0.1:" + FreePorts.pick(1)[0]);
    assertThatThrownBy(() -> SchemaCatalogue.register(nowhere, Topics.DEFAULT_PREFIX))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining(nowhere.url());
  }

  private static CameraActivity activity(String cameraId) {
    return CameraActivity.newBuilder()
        .setCameraId(cameraId)
        .setWindowStart(Instant.EPOCH)
        .setWindowEnd(Instant.EPOCH.plusSeconds(10))
        .setFrames(3)
        .setDropped(1)
        .setDetectionsPerClass(Map.of("car", 4L))
        .setMaxPerFrame(Map.of("car", 2L))
        .build();
  }
}

package io.frameflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.frameflow.schemas.CameraActivity;
import io.frameflow.schemas.Frame;
import io.frameflow.schemas.serdes.AvroSerde;
import io.frameflow.schemas.serdes.IncompatibleSchemaException;
import io.frameflow.schemas.serdes.MalformedRecordException;
import io.frameflow.schemas.serdes.RecordSchemas;
import io.frameflow.schemas.serdes.RegistryOptions;
import io.frameflow.schemas.serdes.RegistryUnavailableException;
import io.frameflow.schemas.serdes.SchemaNotRegisteredException;
import io.frameflow.schemas.serdes.UnknownSchemaException;
import io.frameflow.schemas.topics.SchemaCatalogue;
import io.frameflow.schemas.topics.Topics;
import io.frameflow.standalone.stack.FreePorts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
  void nothingRegistersItselfOutsideTheDemo() throws Exception {
    assertThat(RegistryOptions.of(registry.url()).autoRegister()).isFalse();
    assertThat(pipeline.options(PipelineUnderTest.defaultModel()).build().registry().autoRegister())
        .isFalse();
    String topic = "unreleased.activity.v1";
    try (AvroSerde<CameraActivity> serde = AvroSerde.of(CameraActivity.class, registry);
        SchemaRegistryClient client = registry.newClient()) {
      assertThatThrownBy(() -> serde.serializer().serialize(topic, activity("cam")))
          .isInstanceOf(SchemaNotRegisteredException.class);
      assertThat(client.getAllSubjects()).doesNotContain(topic + "-value");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg as int", "no default", "sequence as boolean"})
  void aReleaseThatBreaksOneDirectionIsRefused(String change) throws Exception {
    Schema first = RecordSchemas.released(Frame.class);
    Schema broken =
        switch (change) {
          case "jpeg as int" -> edited(first, "\"name\":\"jpeg\",\"type\":\"bytes\"", "int");
          case "no default" -> withoutDefault(first);
          default -> edited(first, "\"name\":\"sequence\",\"type\":\"long\"", "boolean");
        };
    assertThat(broken).isNotEqualTo(first);
    String subject = Topics.FRAMES.subject(Topics.DEFAULT_PREFIX);
    try (SchemaRegistryClient client = registry.newClient()) {
      assertThatThrownBy(() -> client.register(subject, new AvroSchema(broken)))
          .isInstanceOfSatisfying(
              RestClientException.class, e -> assertThat(e.getStatus()).isEqualTo(409));
    }
  }

  /** The registry's own words for what the deserializer must tell apart. */
  @Test
  void anUnknownIdIsTheRecordsFaultAndAForeignSchemaIsToo() throws Exception {
    String topic = Topics.FRAMES.name(Topics.DEFAULT_PREFIX);
    int json =
        registerJson(
            "{\"$schema\": \"http://json-schema.org/draft-07/schema#\", \"type\": \"object\"}",
            "others.things.v1-value");
    try (AvroSerde<Frame> serde = AvroSerde.of(Frame.class, registry)) {
      assertThatThrownBy(() -> serde.deserializer().deserialize(topic, ofSchema(987_654)))
          .isInstanceOf(UnknownSchemaException.class);
      assertThatThrownBy(() -> serde.deserializer().deserialize(topic, ofSchema(json)))
          .isInstanceOf(MalformedRecordException.class)
          .hasMessageContaining("is not Avro");
    }
  }

  private static byte[] ofSchema(int id) {
    return ByteBuffer.allocate(6).put((byte) 0).putInt(id).array();
  }

  private static int registerJson(String schema, String subject) throws Exception {
    ObjectMapper json = new ObjectMapper();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(registry.url() + "/subjects/" + subject + "/versions"))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .POST(
                HttpRequest.BodyPublishers.ofByteArray(
                    json.writeValueAsBytes(Map.of("schemaType", "JSON", "schema", schema))))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json.readTree(answer.body()).get("id").asInt();
  }

  private static Schema edited(Schema schema, String field, String type) {
    String text = schema.toString();
    assertThat(text).contains(field);
    String edited = field.substring(0, field.lastIndexOf(':') + 1) + '"' + type + '"';
    return new Schema.Parser().parse(text.replace(field, edited));
  }

  private static Schema withoutDefault(Schema schema) {
    List<Schema.Field> fields = new ArrayList<>();
    schema.getFields().forEach(old -> fields.add(new Schema.Field(old, old.schema())));
    fields.add(new Schema.Field("gain", Schema.create(Schema.Type.FLOAT), "Of the test."));
    return Schema.createRecord(
        schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
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

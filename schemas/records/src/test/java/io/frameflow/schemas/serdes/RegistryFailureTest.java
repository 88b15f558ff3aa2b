package io.frameflow.schemas.serdes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.schemas.Frame;
import io.frameflow.schemas.FrameLabels;
import io.frameflow.schemas.SampleRecords;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Down, refusing, not knowing, incompatible: four different things to a user and to a job. */
class RegistryFailureTest {
  private static final String TOPIC = "frameflow.frames.v1";
  private static final byte[] OF_SCHEMA_77 = {0, 0, 0, 0, 77, 0};
  private final Frame frame = new SampleRecords(1).frame();
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
  void anUnknownIdIsTheRecordsFault() {
    try (AvroSerde<Frame> serde = AvroSerde.of(Frame.class, registry.options())) {
      assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, OF_SCHEMA_77))
          .isInstanceOfSatisfying(
              UnknownSchemaException.class, e -> assertThat(e.schemaId()).isEqualTo(77))
          .isInstanceOf(MalformedRecordException.class)
          .hasMessage(
              "topic %s: the record names schema id 77, which registry %s does not know",
              TOPIC, registry.url());
    }
  }

  @Test
  void unknownIdsAreNotAskedForAgainAndAgain() {
    try (AvroSerde<Frame> serde = AvroSerde.of(Frame.class, registry.options())) {
      for (int i = 0; i < 20; i++) {
        assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, OF_SCHEMA_77))
            .isInstanceOf(UnknownSchemaException.class);
      }
    }
    assertThat(registry.requests).hasSize(1);
  }

  @Test
  void aRegistryThatIsDownIsNotTheRecordsFault() {
    RegistryOptions options = registry.options();
    registry.close();
    try (AvroSerde<Frame> serde = AvroSerde.of(Frame.class, options)) {
      assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, OF_SCHEMA_77))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining(options.url())
          .hasMessageContaining("not reachable");
      assertThatThrownBy(() -> serde.serializer().serialize(TOPIC, frame))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining(options.url());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503, 429, 401, 403})
  void aRegistryThatFailsOrRefusesIsUnavailable(int status) {
    registry.failWith(status);
    try (AvroSerde<Frame> serde = AvroSerde.of(Frame.class, registry.options())) {
      assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, OF_SCHEMA_77))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining("HTTP " + status)
          .hasMessageContaining(registry.url());
      assertThatThrownBy(() -> serde.serializer().serialize(TOPIC, frame))
          .isInstanceOf(RegistryUnavailableException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 200, 302})
  void aProxyThatAnswersForTheRegistryIsNotTheRegistry(int status) {
    registry.proxyAnswers(status);
    try (AvroSerde<Frame> serde = AvroSerde.of(Frame.class, registry.options())) {
      assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, OF_SCHEMA_77))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining(registry.url());
      assertThatThrownBy(() -> serde.serializer().serialize(TOPIC, frame))
          .isInstanceOf(RegistryUnavailableException.class);
    }
  }

  @Test
  void aRecordIsReadOfflineOnceItsSchemaIsKnownOrNoQuestion() {
    int other = registry.add("others-value", RecordSchemas.released(FrameLabels.class));
    byte[] foreign = {0, 0, 0, 0, (byte) other, 0};
    try (AvroSerde<Frame> serde = AvroSerde.of(Frame.class, registry.options())) {
      assertThat(serde.readsOffline(null)).isTrue();
      assertThat(serde.readsOffline(new byte[] {1, 2, 3})).isTrue();
      assertThat(serde.readsOffline(new byte[] {0, -1, -1, -1, -1, 0})).isTrue();
      for (byte[] asked : List.of(OF_SCHEMA_77, foreign)) {
        assertThat(serde.readsOffline(asked)).isFalse();
        for (int i = 0; i < 20; i++) {
          assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, asked))
              .isInstanceOf(MalformedRecordException.class);
          assertThat(serde.readsOffline(asked)).isTrue();
        }
      }
    }
    assertThat(registry.requests).hasSize(2);
  }

  @Test
  void aFailureIsNotRemembered() {
    RegistryOptions options = registry.options().withAutoRegister();
    registry.failWith(503);
    try (AvroSerde<Frame> serde = AvroSerde.of(Frame.class, options)) {
      assertThatThrownBy(() -> serde.serializer().serialize(TOPIC, frame))
          .isInstanceOf(RegistryUnavailableException.class);
      registry.failWith(0);
      byte[] bytes = serde.serializer().serialize(TOPIC, frame);
      assertThat(serde.deserializer().deserialize(TOPIC, bytes)).isEqualTo(frame);
    }
  }

  @Test
  void withoutAutoRegistrationNothingIsRegistered() {
    try (AvroSerde<Frame> serde = AvroSerde.of(Frame.class, registry.options())) {
      assertThatThrownBy(() -> serde.serializer().serialize(TOPIC, frame))
          .isInstanceOf(SchemaNotRegisteredException.class)
          .hasMessageContaining("subject " + TOPIC + "-value")
          .hasMessageContaining(
              "./frameflow topics --bootstrap-servers HOST:PORT --schema-registry-url "
                  + registry.url());
      registry.add(TOPIC + "-value", RecordSchemas.released(FrameLabels.class));
      assertThatThrownBy(() -> serde.serializer().serialize(TOPIC, frame))
          .isInstanceOf(SchemaNotRegisteredException.class);

      registry.add(TOPIC + "-value", RecordSchemas.released(Frame.class));
      assertThat(serde.serializer().serialize(TOPIC, frame)).startsWith(0, 0, 0, 0, 2);
    }
  }

  @Test
  void aWrongRegistryShowsBeforeTheFirstRecord() {
    try (AvroSerde<Frame> serde = AvroSerde.of(Frame.class, registry.options())) {
      assertThatThrownBy(() -> serde.prepareToWrite(TOPIC))
          .isInstanceOf(SchemaNotRegisteredException.class);
      int id = registry.add(TOPIC + "-value", RecordSchemas.released(Frame.class));
      assertThat(serde.prepareToWrite(TOPIC)).isEqualTo(id);
    }
  }

  @Test
  void anIncompatibleProducerIsRefused() {
    registry.add(
        TOPIC + "-value",
        SchemaBuilder.record("io.frameflow.schemas.Frame")
            .fields()
            .requiredInt("other")
            .endRecord());
    RegistryOptions options = registry.options().withAutoRegister();
    try (AvroSerde<Frame> serde = AvroSerde.of(Frame.class, options)) {
      assertThatThrownBy(() -> serde.serializer().serialize(TOPIC, frame))
          .isInstanceOf(IncompatibleSchemaException.class)
          .hasMessageContaining(TOPIC + "-value")
          .hasMessageContaining("incompatible with an earlier schema");
    }
  }

  @Test
  void basicAuthenticationGoesThroughTheClient() {
    registry.requireUser("camera:s3cret");
    registry.add(TOPIC + "-value", RecordSchemas.released(Frame.class));
    RegistryOptions right = withUser("camera:s3cret");
    RegistryOptions wrong = withUser("camera:guess");
    try (AvroSerde<Frame> serde = AvroSerde.of(Frame.class, right)) {
      byte[] bytes = serde.serializer().serialize(TOPIC, frame);
      assertThat(serde.deserializer().deserialize(TOPIC, bytes)).isEqualTo(frame);
    }
    try (AvroSerde<Frame> serde = AvroSerde.of(Frame.class, wrong)) {
      assertThatThrownBy(() -> serde.serializer().serialize(TOPIC, frame))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining("refuses our credentials (HTTP 401)")
          .hasMessageNotContaining("guess");
    }
  }

  private RegistryOptions withUser(String userAndPassword) {
    return new RegistryOptions(
        registry.url(),
        false,
        Map.of(
            "basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info", userAndPassword));
  }
}

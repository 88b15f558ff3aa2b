package io.frameflow.schemas.serdes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.schemas.Frame;
import io.frameflow.schemas.SampleRecords;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A new serde, as a restarted job makes one, while the registry cannot be asked. */
class RegistryMemoryTest {
  private static final String TOPIC = "frameflow.frames.v1";
  private static final Schema FRAME = RecordSchemas.released(Frame.class);
  private final Frame frame = new SampleRecords(1).frame();
  private TinyRegistry registry;
  private byte[] written;

  @BeforeEach
  void start() throws IOException {
    registry = new TinyRegistry();
    registry.add(TOPIC + "-value", FRAME);
    try (AvroSerde<Frame> serde = AvroSerde.of(Frame.class, registry.options())) {
      written = serde.serializer().serialize(TOPIC, frame);
      assertThat(serde.deserializer().deserialize(TOPIC, written)).isEqualTo(frame);
    }
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void whatARegistryAnsweredOutlivesTheSerde() {
    RegistryOptions options = registry.options();
    registry.close();
    try (AvroSerde<Frame> serde = AvroSerde.of(Frame.class, options)) {
      assertThat(serde.deserializer().deserialize(TOPIC, written)).isEqualTo(frame);
      assertThat(serde.serializer().serialize(TOPIC, frame)).isEqualTo(written);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503, 429, 401, 403})
  void whatIsKnownStaysUsableWhileTheRegistryFails(int status) {
    registry.failWith(status);
    try (AvroSerde<Frame> serde = AvroSerde.of(Frame.class, registry.options())) {
      assertThat(serde.deserializer().deserialize(TOPIC, written)).isEqualTo(frame);
      assertThat(serde.serializer().serialize(TOPIC, frame)).isEqualTo(written);
    }
  }

  @Test
  void aRegistryThatFailedIsNotAskedForEveryIdAgain() {
    registry.failWith(400);
    try (AvroSerde<Frame> serde = AvroSerde.of(Frame.class, registry.options())) {
      assertThat(serde.deserializer().deserialize(TOPIC, written)).isEqualTo(frame);
      int before = registry.requests.size();
      assertThat(serde.serializer().serialize(TOPIC, frame)).isEqualTo(written);
      assertThat(registry.requests).hasSize(before);
    }
  }

  @Test
  void aRegistryThatForgotASchemaDoesNotMakeItsRecordsMalformed() {
    registry.forgetEverything();
    try (AvroSerde<Frame> serde = AvroSerde.of(Frame.class, registry.options())) {
      assertThat(serde.deserializer().deserialize(TOPIC, written)).isEqualTo(frame);
      assertThatThrownBy(() -> serde.serializer().serialize(TOPIC, frame))
          .isInstanceOf(SchemaNotRegisteredException.class);
    }
  }

  @Test
  void anotherPasswordLearnsNothingFromTheMemory() {
    RegistryOptions other =
        new RegistryOptions(
            registry.url(),
            false,
            Map.of(
                "basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info", "x:guess"));
    registry.failWith(401);
    try (AvroSerde<Frame> serde = AvroSerde.of(Frame.class, other)) {
      assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, written))
          .isInstanceOf(RegistryUnavailableException.class);
    }
  }

  @Test
  void patienceEndsAfterAWhileOrWithAnAnswer() {
    AtomicLong clock = new AtomicLong();
    RegistryMemory memory = new RegistryMemory(clock::get);
    assertThat(memory.failedLately()).isFalse();
    memory.failed();
    assertThat(memory.failedLately()).isTrue();
    memory.learn(1, FRAME);
    assertThat(memory.failedLately()).isFalse();
    memory.failed();
    clock.addAndGet(RegistryMemory.PATIENCE.toNanos());
    assertThat(memory.failedLately()).isFalse();
  }

  @Test
  void theMemoryIsBounded() {
    RegistryMemory memory = new RegistryMemory();
    IntStream.rangeClosed(1, 5000).forEach(id -> memory.learn(id, FRAME));
    assertThat(IntStream.rangeClosed(1, 5000).filter(id -> memory.schema(id).isPresent()).count())
        .isEqualTo(1000);
    assertThat(RegistryMemory.PATIENCE).isLessThan(Duration.ofMinutes(1));
  }
}

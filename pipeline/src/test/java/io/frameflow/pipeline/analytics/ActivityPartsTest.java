package io.frameflow.pipeline.analytics;

import static io.frameflow.pipeline.analytics.DrivenTopology.OPTIONS;
import static io.frameflow.pipeline.analytics.DrivenTopology.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.frameflow.schemas.CameraActivity;
import io.frameflow.schemas.FrameDetections;
import io.frameflow.schemas.serdes.AvroSerde;
import io.frameflow.schemas.serdes.MalformedRecordException;
import io.frameflow.schemas.serdes.RegistryUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler.Result;
import org.junit.jupiter.api.Test;

/** The pieces that the topology is made of. */
class ActivityPartsTest {
  private static final ConsumerRecord<byte[], byte[]> RECORD =
      new ConsumerRecord<>("t", 0, 7, new byte[0], new byte[0]);

  @Test
  void everythingHasANameAndNothingIsRepartitioned() {
    MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
    Topology topology =
        ActivityTopology.build(
            OPTIONS,
            AvroSerde.over(FrameDetections.class, registry, true, "in memory"),
            AvroSerde.over(CameraActivity.class, registry, true, "in memory"));

    assertThat(topology.describe().subtopologies()).hasSize(1);
    assertThat(topology.describe().toString())
        .contains("Source: detections (topics: [frameflow.detections.v1])")
        .contains("Processor: count-per-window (stores: [camera-clocks, open-windows])")
        .contains("Sink: activity (topic: frameflow.activity.v1)")
        .doesNotContain("KSTREAM");
  }

  @Test
  void onlyTheRecordsOwnFaultIsPassedOver() {
    ForeignRecords handler = new ForeignRecords();

    assertThat(handler.handleError(null, RECORD, new MalformedRecordException("noise")).result())
        .isEqualTo(Result.RESUME);
    assertThat(
            handler
                .handleError(null, RECORD, new RegistryUnavailableException("down", null))
                .result())
        .isEqualTo(Result.FAIL);
  }

  @Test
  void theStateComesBackAndForeignStateIsNamed() {
    ActivityState state = new ActivityState();
    CameraActivity window =
        new CameraActivity("gate", T0, T0.plusSeconds(10), 4L, 1L, Map.of("ä", 3L), Map.of());

    byte[] bytes = state.serializer().serialize("changelog", window);

    assertThat(state.deserializer().deserialize("changelog", bytes)).isEqualTo(window);
    assertThat(state.serializer().serialize("changelog", null)).isNull();
    assertThat(state.deserializer().deserialize("changelog", null)).isNull();
    bytes[5] ^= 1;
    assertThatThrownBy(() -> state.deserializer().deserialize("changelog", bytes))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("topic changelog")
        .hasMessageContaining("--application-id");
  }

  @Test
  void captureTimeCountsUnlessItCannotBe() {
    CaptureTime time = new CaptureTime();
    FrameDetections frame = Detected.frame("gate", T0);
    assertThat(time.extract(holding(frame), -1)).isEqualTo(T0.toEpochMilli());

    frame.setCapturedAt(frame.getDetectedAt());
    assertThat(time.extract(holding(frame), -1)).isEqualTo(frame.getDetectedAt().toEpochMilli());

    frame.setCapturedAt(frame.getDetectedAt().plusMillis(1));
    assertThat(time.extract(holding(frame), -1)).isEqualTo(frame.getDetectedAt().toEpochMilli());

    frame.setCapturedAt(Instant.EPOCH.minusSeconds(1));
    assertThat(time.extract(holding(frame), -1)).isEqualTo(frame.getDetectedAt().toEpochMilli());
  }

  @Test
  void mostPerFrameIsNotTheSum() {
    CameraActivity window = WindowTally.empty("gate", T0.toEpochMilli(), Duration.ofSeconds(10));
    window = WindowTally.add(window, Detected.frame("gate", T0, "car", "car"));
    window = WindowTally.add(window, Detected.frame("gate", T0, "car", "car", "car"));
    window = WindowTally.add(window, Detected.frame("gate", T0, "car"));

    assertThat(window.getDetectionsPerClass()).isEqualTo(Map.of("car", 6L));
    assertThat(window.getMaxPerFrame()).isEqualTo(Map.of("car", 3L));
  }

  @Test
  void aTemporaryStateDirectoryGoesAndAChosenOneStays() throws IOException {
    StateDirectory temporary = StateDirectory.open(Optional.empty());
    Files.createDirectories(temporary.path().resolve("a/b"));
    StateDirectory chosen = StateDirectory.open(Optional.of(temporary.path()));
    chosen.close();
    assertThat(chosen.path()).exists();
    temporary.close();
    assertThat(temporary.path()).doesNotExist();
  }

  private static ConsumerRecord<Object, Object> holding(Object value) {
    return new ConsumerRecord<>("t", 0, 0, "gate", value);
  }
}

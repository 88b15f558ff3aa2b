package io.frameflow.schemas.serdes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.schemas.CameraActivity;
import io.frameflow.schemas.DeadLetter;
import io.frameflow.schemas.Frame;
import io.frameflow.schemas.FrameDetections;
import io.frameflow.schemas.FrameLabels;
import io.frameflow.schemas.ModelRelease;
import io.frameflow.schemas.SampleRecords;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundTripTest {
  private static final String TOPIC = "frameflow.anything.v1";
  private TinyRegistry registry;

  @BeforeEach
  void start() throws IOException {
    registry = new TinyRegistry();
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyRecordComesBackAsItWas(long seed) {
    for (SpecificRecord record : new SampleRecords(seed).oneOfEach()) {
      assertThat(thereAndBack(record)).as("seed %d", seed).isEqualTo(record);
    }
  }

  @Test
  void emptyCollectionsAndEmptyTextsSurvive() {
    FrameLabels none = new FrameLabels("", "", 0L, Instant.EPOCH, "", 0, 0, List.of());
    CameraActivity quiet =
        new CameraActivity("", Instant.EPOCH, Instant.EPOCH, 0L, 0L, Map.of(), Map.of());

    assertThat(thereAndBack(none)).isEqualTo(none);
    assertThat(thereAndBack(quiet)).isEqualTo(quiet);
  }

  @Test
  void textsAreJavaStrings() {
    CameraActivity activity =
        new CameraActivity("a", Instant.EPOCH, Instant.EPOCH, 1L, 0L, Map.of("car", 1L), Map.of());

    SpecificRecord read = thereAndBack(activity);

    assertThat(((CameraActivity) read).getDetectionsPerClass()).containsEntry("car", 1L);
  }

  @Test
  void aTombstoneIsNull() {
    try (AvroSerde<ModelRelease> serde = AvroSerde.of(ModelRelease.class, registry.options())) {
      assertThat(serde.serializer().serialize(TOPIC, null)).isNull();
      assertThat(serde.deserializer().deserialize(TOPIC, null)).isNull();
    }
    assertThat(registry.requests).isEmpty();
  }

  @Test
  void theSerializerLeavesTheJpegsPositionAlone() {
    Frame frame = new SampleRecords(3).frame();
    int before = frame.getJpeg().remaining();
    thereAndBack(frame);
    assertThat(frame.getJpeg().remaining()).isEqualTo(before).isPositive();
  }

  @Test
  void theRegistryIsAskedOnceForAnIdAndOnceForASchema() {
    try (AvroSerde<Frame> serde = AvroSerde.of(Frame.class, autoRegistering())) {
      IntStream.range(0, 100)
          .forEach(
              i -> {
                byte[] bytes = serde.serializer().serialize(TOPIC, new SampleRecords(i).frame());
                serde.deserializer().deserialize(TOPIC, bytes);
              });
    }
    assertThat(registry.requests).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void oneSerdeServesSeveralThreads() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try (AvroSerde<FrameDetections> serde =
        AvroSerde.of(FrameDetections.class, autoRegistering())) {
      List<Callable<Boolean>> tasks =
          IntStream.range(0, 600)
              .<Callable<Boolean>>mapToObj(
                  seed ->
                      () -> {
                        FrameDetections record = new SampleRecords(seed).detections();
                        byte[] bytes = serde.serializer().serialize(TOPIC, record);
                        return serde.deserializer().deserialize(TOPIC, bytes).equals(record);
                      })
              .toList();
      for (Future<Boolean> same : threads.invokeAll(tasks)) {
        assertThat(same.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aRecordWithoutARequiredValueIsRefusedWithItsTopic() {
    DeadLetter empty = new DeadLetter();
    try (AvroSerde<DeadLetter> serde = AvroSerde.of(DeadLetter.class, autoRegistering())) {
      assertThatThrownBy(() -> serde.serializer().serialize(TOPIC, empty))
          .isInstanceOf(SerializationException.class)
          .hasMessageContaining(TOPIC)
          .hasMessageContaining("DeadLetter");
    }
  }

  @SuppressWarnings("unchecked")
  private <V extends SpecificRecord> SpecificRecord thereAndBack(V record) {
    Class<V> type = (Class<V>) record.getClass();
    try (AvroSerde<V> serde = AvroSerde.of(type, autoRegistering())) {
      String topic = TOPIC + type.getSimpleName();
      byte[] bytes = serde.serializer().serialize(topic, record);
      return serde.deserializer().deserialize(topic, bytes);
    }
  }

  private RegistryOptions autoRegistering() {
    return registry.options().withAutoRegister();
  }
}

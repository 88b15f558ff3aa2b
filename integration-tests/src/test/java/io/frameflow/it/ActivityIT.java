package io.frameflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.connectors.reading.Start;
import io.frameflow.connectors.reading.TopicReader;
import io.frameflow.pipeline.analytics.ActivityApp;
import io.frameflow.pipeline.analytics.AnalyticsOptions;
import io.frameflow.schemas.BoundingBox;
import io.frameflow.schemas.CameraActivity;
import io.frameflow.schemas.Detection;
import io.frameflow.schemas.FrameDetections;
import io.frameflow.schemas.ModelIdentity;
import io.frameflow.schemas.Outcome;
import io.frameflow.schemas.SourcePosition;
import io.frameflow.schemas.StageTimings;
import io.frameflow.schemas.serdes.AvroSerde;
import io.frameflow.schemas.topics.Topic;
import io.frameflow.schemas.topics.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** The Kafka Streams app counts what stands on a real detections topic. */
class ActivityIT {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Test
  void windowsOfCaptureTimeAreCountedPerCameraAndClass() throws Exception {
    try (PipelineUnderTest pipeline = PipelineUnderTest.start()) {
      KafkaAccess access = pipeline.access();
      // Half a minute of one camera, a frame a second, with as many cars as tens of seconds passed.
      publish(access);
      try (ActivityApp app =
          ActivityApp.start(AnalyticsOptions.of(access.bootstrapServers(), access.registry()))) {
        Map<Instant, CameraActivity> windows = firstTwoWindows(access);
        assertThat(app.failure()).isEmpty();
        assertThat(windows.get(START))
            .extracting(CameraActivity::getFrames, CameraActivity::getDropped)
            .containsExactly(10L, 1L);
        assertThat(windows.get(START).getDetectionsPerClass()).isEmpty();
        CameraActivity second = windows.get(START.plusSeconds(10));
        assertThat(second.getCameraId()).isEqualTo("cam");
        assertThat(second.getFrames()).isEqualTo(10);
        assertThat(second.getDetectionsPerClass()).containsExactly(Map.entry("car", 10L));
        assertThat(second.getMaxPerFrame()).containsExactly(Map.entry("car", 1L));
      }
    }
  }

  private static void publish(KafkaAccess access) throws Exception {
    String topic = access.nameOf(Topics.DETECTIONS);
    try (AvroSerde<FrameDetections> serde = AvroSerde.of(FrameDetections.class, access.registry());
        KafkaProducer<String, FrameDetections> producer =
            new KafkaProducer<>(
                access.clientConfig(Map.of()), new StringSerializer(), serde.serializer())) {
      for (int second = 0; second < 30; second++) {
        producer.send(new ProducerRecord<>(topic, "cam", event(second))).get();
      }
    }
  }

  private static Map<Instant, CameraActivity> firstTwoWindows(KafkaAccess access)
      throws IOException {
    Map<Instant, CameraActivity> windows = new TreeMap<>();
    try (TopicReader reader =
        TopicReader.open(
            access, List.of(Topics.ACTIVITY), IsolationLevel.READ_COMMITTED, Start.BEGINNING)) {
      long deadline = System.nanoTime() + LIMIT.toNanos();
      while (windows.size() < 2 && System.nanoTime() < deadline) {
        reader.poll(Duration.ofMillis(200), new Collecting(windows));
      }
    }
    assertThat(windows).containsKeys(START, START.plusSeconds(10));
    return windows;
  }

  private record Collecting(Map<Instant, CameraActivity> windows) implements TopicReader.Visitor {
    @Override
    public void visit(Topic<?> topic, SpecificRecord value) {
      CameraActivity activity = (CameraActivity) value;
      windows.put(activity.getWindowStart(), activity);
    }

    @Override
    public void malformed(String line) {
      throw new AssertionError(line);
    }
  }

  private static FrameDetections event(int second) {
    Detection car =
        new Detection("car", 1, .9f, List.of(.1f, .9f), new BoundingBox(1f, 1f, 9f, 9f));
    Instant capturedAt = START.plusSeconds(second);
    return FrameDetections.newBuilder()
        .setCameraId("cam")
        .setSessionId("s")
        .setSequence(second)
        .setCapturedAt(capturedAt)
        .setSource(new SourcePosition("frames", 0, (long) second))
        .setModel(new ModelIdentity("m", "1", "0"))
        .setImageWidth(10)
        .setImageHeight(10)
        .setOutcome(second == 3 ? Outcome.DROPPED : Outcome.DETECTED)
        .setDetections(Collections.nCopies(second / 10, car))
        .setTimings(new StageTimings(0L, 0L, 0L, 0L, 0L, 1))
        .setDetectedAt(capturedAt)
        .build();
  }
}

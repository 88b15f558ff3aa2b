package io.frameflow.pipeline.analytics;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.frameflow.schemas.CameraActivity;
import io.frameflow.schemas.FrameDetections;
import io.frameflow.schemas.serdes.AvroSerde;
import io.frameflow.schemas.serdes.RegistryOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The topology with both ends in hand: windows of 10 s and 5 s of grace. */
final class DrivenTopology implements AutoCloseable {
  static final AnalyticsOptions OPTIONS =
      AnalyticsOptions.of("unused:1", RegistryOptions.of("http://unused"));

  /** A window's start. */
  static final Instant T0 = Instant.parse("2026-05-01T12:00:00Z");

  private final TopologyTestDriver driver;
  private final TestInputTopic<String, FrameDetections> in;
  private final TestInputTopic<String, byte[]> raw;
  private final TestOutputTopic<String, CameraActivity> out;

  DrivenTopology() {
    MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
    var detections = AvroSerde.over(FrameDetections.class, registry, true, "in memory");
    var activity = AvroSerde.over(CameraActivity.class, registry, true, "in memory");
    Properties settings = new Properties();
    settings.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, ForeignRecords.class);
    driver =
        new TopologyTestDriver(ActivityTopology.build(OPTIONS, detections, activity), settings, T0);
    in =
        driver.createInputTopic(
            "frameflow.detections.v1", new StringSerializer(), detections.serializer());
    raw =
        driver.createInputTopic(
            "frameflow.detections.v1", new StringSerializer(), new ByteArraySerializer());
    out =
        driver.createOutputTopic(
            "frameflow.activity.v1", new StringDeserializer(), activity.deserializer());
  }

  void send(FrameDetections... events) {
    for (FrameDetections event : events) {
      in.pipeInput(event.getCameraId(), event);
    }
  }

  void sendRaw(String key, byte[] value) {
    raw.pipeInput(key, value);
  }

  /** Time of day goes on while no record comes. */
  void waitFor(Duration time) {
    driver.advanceWallClockTime(time);
  }

  /** What has been published since the last call. */
  List<CameraActivity> published() {
    return out.readValuesToList();
  }

  List<TestRecord<String, CameraActivity>> publishedRecords() {
    return out.readRecordsToList();
  }

  long lateFrames() {
    return LateFrames.count(driver.metrics());
  }

  @Override
  public void close() {
    driver.close();
  }
}

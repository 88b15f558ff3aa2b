package io.frameflow.pipeline.job;

import io.frameflow.pipeline.frames.FrameOffsets;
import io.frameflow.pipeline.frames.PublishedFrames;
import io.frameflow.pipeline.frames.SourceFrame;
import io.frameflow.pipeline.source.FrameKafkaSource;
import io.frameflow.schemas.topics.Topics;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** Where frames come from: the frames topic, with its event time. */
public final class FrameSource {
  private FrameSource() {}

  /**
   * The frames topic from where {@code --starting-offsets} says, or from the checkpoint.
   *
   * @param published none, but where that says {@code published}
   */
  public static FrameKafkaSource of(JobOptions options, PublishedFrames published) {
    return FrameKafkaSource.of(
        options.registry(),
        kafka -> {
          kafka
              .setBootstrapServers(options.bootstrapServers())
              .setTopics(options.topic(Topics.FRAMES))
              .setGroupId(options.groupId())
              .setProperties(consumer(options))
              .setStartingOffsets(new FrameOffsets(options.startingOffsets(), published));
          if (options.bounded()) {
            kafka.setBounded(OffsetsInitializer.latest());
          }
        });
  }

  /** Watermarks by capture time, per partition; silent partitions do not hold the others back. */
  public static WatermarkStrategy<SourceFrame> watermarks(JobOptions options) {
    return WatermarkStrategy.<SourceFrame>forBoundedOutOfOrderness(
            options.get(JobKeys.OUT_OF_ORDERNESS))
        .withTimestampAssigner((frame, kafkaTime) -> frame.eventTime().toEpochMilli())
        .withIdleness(options.get(JobKeys.IDLE_AFTER));
  }

  static Properties consumer(JobOptions options) {
    Properties properties = new Properties();
    // Frames are 50 KB to 10 MB: fewer per poll, so that a slow model does not hold hundreds of MB.
    properties.setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "64");
    properties.setProperty(
        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Integer.toString(16 << 20));
    properties.setProperty(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, Integer.toString(32 << 20));
    properties.setProperty(ConsumerConfig.RECEIVE_BUFFER_CONFIG, Integer.toString(1 << 20));
    properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.putAll(options.kafkaConfig());
    return properties;
  }
}

package io.frameflow.pipeline.published;

import io.frameflow.pipeline.frames.OffsetRanges;
import io.frameflow.pipeline.frames.PublishedFrames;
import io.frameflow.schemas.serdes.RegistryOptions;
import io.frameflow.schemas.topics.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Finds out from the output topics which frames are published, so that a job can go on without a
 * checkpoint and neither lose nor repeat one. The transactions of earlier jobs must have ended.
 *
 * <p>Only what was written since the oldest frame that Kafka still has can speak of a frame, less
 * {@link #CLOCK_ERROR} for a broker's clock that was set. Both topics must take the broker's time
 * stamps, as {@code ./frameflow topics} makes them.
 */
public final class PublishedScan {
  private static final Duration CLOCK_ERROR = Duration.ofHours(1);

  private final Admin admin;
  private final Properties clients;
  private final RegistryOptions registry;
  private final String topicPrefix;

  /**
   * @param clients settings that every Kafka client of the job has
   * @param topicPrefix of the topics of frames, detections and dead letters
   */
  public PublishedScan(
      Admin admin, Properties clients, RegistryOptions registry, String topicPrefix) {
    this.admin = admin;
    this.clients = clients;
    this.registry = registry;
    this.topicPrefix = topicPrefix;
  }

  /**
   * Reads the output topics up to where they end now.
   *
   * @throws IOException with one line for people: what cannot be read, or why it is of no use
   */
  public PublishedFrames read() throws IOException, InterruptedException {
    String frames = Topics.FRAMES.name(topicPrefix);
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(consumer())) {
      List<TopicPartition> partitions = PublishedReader.partitions(consumer, List.of(frames));
      Map<TopicPartition, Long> oldest = consumer.beginningOffsets(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      Map<Integer, OffsetRanges> published = new HashMap<>();
      partitions.forEach(partition -> published.put(partition.partition(), new OffsetRanges()));
      try (PublishedReader reader =
          new PublishedReader(admin, consumer, registry, frames, topicPrefix)) {
        reader.read(
            since(consumer, partitions),
            (partition, offset) -> add(published, frames, ends, partition, offset));
      }
      PublishedFrames result = new PublishedFrames();
      oldest.forEach(
          (partition, offset) ->
              result.begin(partition.partition(), offset, published.get(partition.partition())));
      return result;
    } catch (KafkaException e) {
      throw new IOException("the published frames cannot be read: " + e.getMessage(), e);
    }
  }

  private static void add(
      Map<Integer, OffsetRanges> published,
      String frames,
      Map<TopicPartition, Long> ends,
      int partition,
      long offset)
      throws IOException {
    Long end = ends.get(new TopicPartition(frames, partition));
    if (end == null || offset >= end) {
      throw new IOException(
          ("%s partition %d has no offset %d, but a result of it is published: the topic was made"
                  + " anew. Give the job a new --topic-prefix, or another --starting-offsets")
              .formatted(frames, partition, offset));
    }
    published.get(partition).add(offset);
  }

  /** When the oldest retained frame came; now if there is none. */
  private static Instant since(
      KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    Map<TopicPartition, Long> anyTime = new HashMap<>();
    partitions.forEach(partition -> anyTime.put(partition, 0L));
    long now = System.currentTimeMillis();
    long oldest =
        consumer.offsetsForTimes(anyTime).values().stream()
            .filter(Objects::nonNull)
            .mapToLong(OffsetAndTimestamp::timestamp)
            .min()
            .orElse(now);
    return Instant.ofEpochMilli(Math.min(oldest, now)).minus(CLOCK_ERROR);
  }

  private Properties consumer() {
    Properties properties = new Properties();
    properties.putAll(clients);
    properties.put(
        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    properties.put(
        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 12 << 20);
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
    return properties;
  }
}

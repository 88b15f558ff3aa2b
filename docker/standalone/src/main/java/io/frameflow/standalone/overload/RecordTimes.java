package io.frameflow.standalone.overload;

import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.schemas.topics.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** When Kafka recorded each frame: where a frame's lag begins. */
final class RecordTimes {
  private static final Duration POLL = Duration.ofSeconds(5);

  private final Map<Integer, Map<Long, Instant>> times;

  /**
   * @param times by partition and offset
   */
  RecordTimes(Map<Integer, Map<Long, Instant>> times) {
    this.times = times;
  }

  /** Reads all that is in the frames topic now. */
  static RecordTimes read(KafkaAccess access) throws IOException {
    String topic = access.nameOf(Topics.FRAMES);
    Map<Integer, Map<Long, Instant>> read = new HashMap<>();
    Map<String, Object> config =
        access.clientConfig(
            Map.of(
                "key.deserializer",
                ByteArrayDeserializer.class.getName(),
                "value.deserializer",
                ByteArrayDeserializer.class.getName(),
                "enable.auto.commit",
                false,
                "max.partition.fetch.bytes",
                16 << 20));
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(config)) {
      List<TopicPartition> partitions = new ArrayList<>();
      consumer
          .partitionsFor(topic)
          .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          read.computeIfAbsent(record.partition(), partition -> new HashMap<>())
              .put(record.offset(), Instant.ofEpochMilli(record.timestamp()));
        }
      }
      return new RecordTimes(read);
    } catch (KafkaException e) {
      throw new IOException("the frames cannot be read: " + e.getMessage(), e);
    }
  }

  Instant of(BookedFrame frame) {
    return times.get(frame.partition()).get(frame.offset());
  }

  /** From Kafka's record of the frame to the emission of its outcome. */
  Duration lag(BookedFrame frame) {
    Duration lag = Duration.between(of(frame), frame.at());
    return lag.isNegative() ? Duration.ZERO : lag;
  }
}

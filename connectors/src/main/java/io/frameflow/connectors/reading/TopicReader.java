package io.frameflow.connectors.reading;

import io.frameflow.connectors.access.ClusterCheck;
import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.schemas.connections.BrokerFailure;
import io.frameflow.schemas.serdes.AvroSerde;
import io.frameflow.schemas.serdes.MalformedRecordException;
import io.frameflow.schemas.topics.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads every partition of some topics without a consumer group: it takes nothing from anybody,
 * commits nothing, and any number of them may run side by side. Used by one thread; only {@link
 * #wakeUp} may be called by others. Partitions that are added later are not seen.
 */
public final class TopicReader implements AutoCloseable {

  /** Takes what was read. */
  public interface Visitor {
    void visit(Topic<?> topic, SpecificRecord value);

    /** A record that is not in the topic's format; the line says where it is and what is wrong. */
    void malformed(String line);
  }

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, Topic<?>> topics = new HashMap<>();
  private final Map<String, AvroSerde<?>> serdes = new HashMap<>();

  private final String servers;

  private TopicReader(KafkaConsumer<byte[], byte[]> consumer, String servers) {
    this.consumer = consumer;
    this.servers = servers;
  }

  /**
   * Opens the topics, which must exist.
   *
   * @param isolation whether records of transactions that may still be undone are left out
   * @throws IOException with one line, when the broker does not answer or a topic is missing
   */
  public static TopicReader open(
      KafkaAccess access, List<? extends Topic<?>> topics, IsolationLevel isolation, Start start)
      throws IOException {
    ClusterCheck.requireTopics(access, topics);
    TopicReader reader =
        new TopicReader(new KafkaConsumer<>(config(access, isolation)), access.bootstrapServers());
    try {
      for (Topic<?> topic : topics) {
        reader.topics.put(access.nameOf(topic), topic);
        reader.serdes.put(access.nameOf(topic), topic.valueSerde(access.registry()));
      }
      reader.seek(start);
      return reader;
    } catch (KafkaException e) {
      reader.close();
      throw BrokerFailure.of("reading the topics", access.bootstrapServers(), e);
    }
  }

  private static Map<String, Object> config(KafkaAccess access, IsolationLevel isolation) {
    return access.clientConfig(
        Map.of(
            "key.deserializer",
            ByteArrayDeserializer.class.getName(),
            "value.deserializer",
            ByteArrayDeserializer.class.getName(),
            "enable.auto.commit",
            false,
            "auto.offset.reset",
            "earliest",
            "isolation.level",
            isolation.toString().toLowerCase(Locale.ROOT),
            "max.partition.fetch.bytes",
            12 << 20));
  }

  private void seek(Start start) {
    List<TopicPartition> partitions =
        topics.keySet().stream()
            .flatMap(name -> consumer.partitionsFor(name).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    if (start == Start.BEGINNING) {
      consumer.seekToBeginning(partitions);
    } else {
      consumer.seekToEnd(partitions);
    }
    // Seeking is lazy; asking for the position makes "now" this moment.
    partitions.forEach(consumer::position);
  }

  /**
   * Waits for records and shows them in the order of each partition.
   *
   * @return how many records there were, malformed ones too
   * @throws IOException with one line, when the broker refuses or the registry does not answer
   */
  public int poll(Duration limit, Visitor visitor) throws IOException {
    try {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(limit);
      for (ConsumerRecord<byte[], byte[]> record : records) {
        show(record, visitor);
      }
      return records.count();
    } catch (WakeupException e) {
      return 0;
    } catch (SerializationException e) {
      throw new IOException(e.getMessage(), e);
    } catch (KafkaException e) {
      throw BrokerFailure.of("reading", servers, e);
    }
  }

  private void show(ConsumerRecord<byte[], byte[]> record, Visitor visitor) {
    SpecificRecord value;
    try {
      Object decoded =
          serdes.get(record.topic()).deserializer().deserialize(record.topic(), record.value());
      value = (SpecificRecord) decoded;
    } catch (MalformedRecordException e) {
      visitor.malformed(position(record) + " is malformed: " + e.getMessage());
      return;
    }
    if (value == null) {
      visitor.malformed(position(record) + " is empty");
    } else {
      visitor.visit(topics.get(record.topic()), value);
    }
  }

  private static String position(ConsumerRecord<?, ?> record) {
    return "record %s-%d@%d".formatted(record.topic(), record.partition(), record.offset());
  }

  /** Ends a waiting {@link #poll} early, or the next one. */
  public void wakeUp() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    serdes.values().forEach(AvroSerde::close);
    consumer.close();
  }
}

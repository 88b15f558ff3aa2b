package io.frameflow.connectors.reading;

import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.schemas.connections.BrokerFailure;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads stretches of partitions, committed records alone, without a consumer group, and returns
 * when it has come to their ends. Used by one thread.
 */
public final class StretchReader<V> implements AutoCloseable {

  /** Kafka's client tries for ever; a person or a test wants to know. */
  private static final Duration STALLED_AFTER = Duration.ofSeconds(60);

  private static final Duration POLL = Duration.ofMillis(500);

  /** Takes what was read, in the order of each partition. */
  @FunctionalInterface
  public interface Visitor<V> {
    void visit(ConsumerRecord<byte[], V> record) throws IOException;
  }

  private final KafkaConsumer<byte[], V> consumer;
  private final String servers;

  private StretchReader(KafkaConsumer<byte[], V> consumer, String servers) {
    this.consumer = consumer;
    this.servers = servers;
  }

  /** Connects; nothing is read yet. */
  public static <V> StretchReader<V> open(KafkaAccess access, Deserializer<V> values)
      throws IOException {
    return open(access, values, 12 << 20);
  }

  /** As {@link #open(KafkaAccess, Deserializer)} for stretches of a few records. */
  public static <V> StretchReader<V> openForFew(KafkaAccess access, Deserializer<V> values)
      throws IOException {
    return open(access, values, 1 << 20); // A larger record comes all the same.
  }

  private static <V> StretchReader<V> open(
      KafkaAccess access, Deserializer<V> values, int fetchBytes) throws IOException {
    Map<String, Object> config =
        access.clientConfig(
            Map.of(
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                "read_committed",
                "max.poll.records",
                2000,
                "max.partition.fetch.bytes",
                fetchBytes));
    try {
      return new StretchReader<>(
          new KafkaConsumer<>(config, new ByteArrayDeserializer(), values),
          access.bootstrapServers());
    } catch (KafkaException e) {
      throw BrokerFailure.unusable(e);
    }
  }

  /**
   * Reads each partition of {@code cursor} from there up to its end in {@code to} and moves the
   * cursor along. After a failure, the cursor names the first record that was not taken, so that
   * the same call goes on there.
   *
   * @throws IOException with one line, when Kafka refuses or nothing comes for a minute
   */
  public void read(
      Map<TopicPartition, Long> cursor, Map<TopicPartition, Long> to, Visitor<V> visitor)
      throws IOException {
    Set<TopicPartition> unfinished = new HashSet<>();
    cursor.forEach(
        (partition, offset) -> {
          if (offset < to.get(partition)) {
            unfinished.add(partition);
          }
        });
    try {
      consumer.assign(unfinished);
      consumer.resume(unfinished); // Pauses outlive an assignment.
      unfinished.forEach(partition -> consumer.seek(partition, cursor.get(partition)));
      long lastProgress = System.nanoTime();
      while (!unfinished.isEmpty()) {
        ConsumerRecords<byte[], V> records = consumer.poll(POLL);
        take(records, cursor, to, visitor);
        if (moveOn(unfinished, cursor, to) || !records.isEmpty()) {
          lastProgress = System.nanoTime();
        } else if (System.nanoTime() - lastProgress > STALLED_AFTER.toNanos()) {
          throw new IOException(
              "reading %s stalled: nothing came for %d s; do its brokers run?"
                  .formatted(unfinished, STALLED_AFTER.toSeconds()));
        }
      }
    } catch (InterruptException e) {
      throw new InterruptedIOException("interrupted while reading from Kafka");
    } catch (SerializationException e) {
      throw new IOException(e.getMessage(), e);
    } catch (KafkaException e) {
      throw BrokerFailure.of("reading", servers, e);
    }
  }

  private static <V> void take(
      ConsumerRecords<byte[], V> records,
      Map<TopicPartition, Long> cursor,
      Map<TopicPartition, Long> to,
      Visitor<V> visitor)
      throws IOException {
    for (TopicPartition partition : records.partitions()) {
      for (ConsumerRecord<byte[], V> record : records.records(partition)) {
        if (record.offset() < to.get(partition)) {
          visitor.visit(record);
          cursor.put(partition, record.offset() + 1);
        }
      }
    }
  }

  /** Past what is no record: transaction markers, aborted and compacted ones. */
  private boolean moveOn(
      Set<TopicPartition> unfinished,
      Map<TopicPartition, Long> cursor,
      Map<TopicPartition, Long> to) {
    boolean moved = false;
    for (TopicPartition partition : Set.copyOf(unfinished)) {
      long end = to.get(partition);
      long position = Math.min(end, consumer.position(partition));
      moved |= cursor.put(partition, position) != position;
      if (position == end) {
        unfinished.remove(partition);
        consumer.pause(Set.of(partition));
      }
    }
    return moved;
  }

  @Override
  public void close() {
    consumer.close();
  }
}

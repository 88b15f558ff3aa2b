package io.frameflow.standalone.hostile;

import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.schemas.topics.Topics;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes records as they are, and notes in the book where Kafka has put them. */
final class Sender implements AutoCloseable {

  private static final int REQUEST_BYTES = Topics.MAX_FRAME_RECORD_BYTES + (1 << 20);

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final int partitions;
  private final Book book;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  Sender(KafkaAccess access, Book book) {
    this.book = book;
    topic = access.nameOf(Topics.FRAMES);
    producer =
        new KafkaProducer<>(
            access.clientConfig(Map.of(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, REQUEST_BYTES)),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    partitions = producer.partitionsFor(topic).size();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // The callback hears of it.
  void send(long number, HostileRecord record) {
    int partition = record.lane() % partitions;
    producer.send(
        new ProducerRecord<>(
            topic, partition, null, record.key(), record.value(), record.headers()),
        (place, refused) -> {
          if (refused != null) {
            failure.compareAndSet(null, refused);
          } else {
            book.sent(number, record, partition, place.offset());
          }
        });
  }

  /** Waits until Kafka has taken all of them. */
  void flush() throws IOException {
    producer.flush();
    if (failure.get() != null) {
      throw new IOException(
          "Kafka did not take a record: " + failure.get().getMessage(), failure.get());
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}

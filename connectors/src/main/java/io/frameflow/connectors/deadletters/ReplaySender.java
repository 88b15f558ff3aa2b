package io.frameflow.connectors.deadletters;

import io.frameflow.connectors.access.ClusterCheck;
import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.connectors.reading.FramePosition;
import io.frameflow.schemas.DeadLetter;
import io.frameflow.schemas.connections.BrokerFailure;
import io.frameflow.schemas.rights.Rights;
import io.frameflow.schemas.topics.Topics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes frames again in one transaction. Its transactional id is the same for every replay on the
 * topics, so that of two at once the later one makes the earlier one fail.
 */
final class ReplaySender implements AutoCloseable {

  private static final Duration CLOSE = Duration.ofSeconds(10);

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final String servers;
  private boolean open;

  private ReplaySender(KafkaProducer<byte[], byte[]> producer, String topic, String servers) {
    this.producer = producer;
    this.topic = topic;
    this.servers = servers;
  }

  static ReplaySender open(KafkaAccess access) throws IOException {
    String topic = access.nameOf(Topics.FRAMES);
    ClusterCheck.require(access, Rights.ofReplay(access.topicPrefix()));
    KafkaProducer<byte[], byte[]> producer = null;
    try {
      producer =
          new KafkaProducer<>(
              access.clientConfig(
                  Map.of(
                      "transactional.id",
                      Rights.replayTransactions(access.topicPrefix()),
                      "transaction.timeout.ms",
                      10 * 60 * 1000,
                      "compression.type",
                      "none", // JPEG is compressed already
                      "max.request.size",
                      Topics.MAX_FRAME_RECORD_BYTES + (1 << 20))),
              new ByteArraySerializer(),
              new ByteArraySerializer());
      producer.initTransactions();
      return new ReplaySender(producer, topic, access.bootstrapServers());
    } catch (KafkaException e) {
      if (producer != null) {
        producer.close(Duration.ZERO);
      }
      throw failed(e, access.bootstrapServers());
    }
  }

  /** Sends a source record as it is. */
  void send(FramePosition frame, ConsumerRecord<byte[], byte[]> record) throws IOException {
    Headers headers = new RecordHeaders(record.headers().toArray());
    send(frame, record.key(), record.value(), headers);
  }

  /** Sends what a letter kept of its source record. */
  void send(FramePosition frame, DeadLetter letter) throws IOException {
    Headers headers = new RecordHeaders();
    letter.getHeaders().forEach((name, value) -> headers.add(name, bytes(value)));
    String camera = letter.getCameraId();
    send(
        frame,
        camera == null ? null : camera.getBytes(StandardCharsets.UTF_8),
        bytes(letter.getPayload()),
        headers);
  }

  private void send(FramePosition frame, byte[] key, byte[] value, Headers headers)
      throws IOException {
    headers.remove(ReplayMark.HEADER);
    headers.add(ReplayMark.HEADER, ReplayMark.of(topic, frame));
    try {
      if (!open) {
        producer.beginTransaction();
        open = true;
      }
      send(new ProducerRecord<>(topic, frame.partition(), null, key, value, headers));
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the commit fails if a record does
  private void send(ProducerRecord<byte[], byte[]> record) {
    producer.send(record);
  }

  /** Makes everything that was sent visible at once. */
  void commit() throws IOException {
    if (open) {
      try {
        producer.commitTransaction();
        open = false;
      } catch (KafkaException e) {
        throw failed(e);
      }
    }
  }

  private IOException failed(KafkaException e) {
    return failed(e, servers);
  }

  private static IOException failed(KafkaException e, String servers) {
    // A failed send shows as the cause of what the commit throws.
    Throwable cause = e.getCause() == null ? e : e.getCause();
    if (cause instanceof ProducerFencedException
        || cause instanceof InvalidProducerEpochException) {
      return new IOException(
          "nothing was sent again: another replay on the same topics was started after this one;"
              + " once it has ended, start this one again: it leaves out what the other has sent",
          e);
    }
    return BrokerFailure.of("nothing was sent again: the transaction", servers, cause);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  /** Undoes what was not committed. */
  @Override
  public void close() {
    if (open) {
      try {
        producer.abortTransaction();
      } catch (KafkaException fenced) {
        // A later replay has undone it already.
        open = false;
      }
    }
    producer.close(CLOSE);
  }
}

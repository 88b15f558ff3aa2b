package io.frameflow.connectors.push;

import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.connectors.cameras.CapturedFrame;
import io.frameflow.schemas.Frame;
import io.frameflow.schemas.FrameLabels;
import io.frameflow.schemas.LabelledObject;
import io.frameflow.schemas.serdes.AvroSerde;
import io.frameflow.schemas.topics.Topics;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes frames, and their labels where a camera knows them, through one idempotent producer for
 * all cameras.
 *
 * <p>The first record that Kafka does not accept ends it: whatever is published afterwards fails
 * with that reason, because a session must not have gaps. Safe for several threads.
 */
public final class FramePublisher implements AutoCloseable {

  private static final Duration CLOSE = Duration.ofSeconds(10);

  private final Producer<String, byte[]> producer;
  private final AvroSerde<Frame> frameSerde;
  private final AvroSerde<FrameLabels> labelsSerde;
  private final String framesTopic;
  private final String labelsTopic;
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicReference<PublishException> failure = new AtomicReference<>();

  FramePublisher(
      Producer<String, byte[]> producer,
      AvroSerde<Frame> frameSerde,
      AvroSerde<FrameLabels> labelsSerde,
      String topicPrefix) {
    this.producer = producer;
    this.frameSerde = frameSerde;
    this.labelsSerde = labelsSerde;
    this.framesTopic = Topics.FRAMES.name(topicPrefix);
    this.labelsTopic = Topics.LABELS.name(topicPrefix);
  }

  /** Connects; the topics must exist. */
  public static FramePublisher connect(KafkaAccess access) {
    return new FramePublisher(
        new KafkaProducer<>(producerConfig(access)),
        Topics.FRAMES.valueSerde(access.registry()),
        Topics.LABELS.valueSerde(access.registry()),
        access.topicPrefix());
  }

  /** The producer's settings: no frame lost, none twice, none out of order, large ones allowed. */
  static Map<String, Object> producerConfig(KafkaAccess access) {
    return access.clientConfig(
        Map.ofEntries(
            Map.entry("key.serializer", StringSerializer.class.getName()),
            Map.entry("value.serializer", ByteArraySerializer.class.getName()),
            Map.entry("enable.idempotence", true),
            Map.entry("acks", "all"),
            Map.entry("compression.type", "none"), // JPEG is compressed already
            Map.entry("batch.size", 1 << 20),
            Map.entry("linger.ms", 5),
            Map.entry("buffer.memory", 64L << 20),
            Map.entry("max.request.size", 12 << 20)));
  }

  /**
   * Asks the registry for the schemas now, so that a missing one is told before the first picture.
   *
   * @throws PublishException with one line, when the registry does not answer or lacks a schema
   */
  public void checkSchemas() throws PublishException {
    try {
      frameSerde.serializer().serialize(framesTopic, frame("check", "check", 0, emptyFrame()));
      labelsSerde
          .serializer()
          .serialize(labelsTopic, labels("check", "check", 0, emptyFrame(), List.of()));
    } catch (KafkaException e) {
      throw new PublishException(e.getMessage(), e);
    }
  }

  private static CapturedFrame emptyFrame() {
    return CapturedFrame.unlabelled(new byte[0], Instant.EPOCH, 0, 0);
  }

  /**
   * Hands one frame to Kafka. Blocks while the producer's buffer is full; the acknowledgement comes
   * later and is counted.
   *
   * @param sequence the frame's number in its session, from 0
   * @return false when the thread was interrupted before the frame was taken over
   * @throws PublishException if this frame or an earlier one was refused
   */
  public boolean publish(String cameraId, String sessionId, long sequence, CapturedFrame captured)
      throws PublishException {
    throwIfFailed();
    try {
      byte[] value =
          frameSerde
              .serializer()
              .serialize(framesTopic, frame(cameraId, sessionId, sequence, captured));
      byte[] truth =
          captured
              .objects()
              .map(objects -> labels(cameraId, sessionId, sequence, captured, objects))
              .map(labels -> labelsSerde.serializer().serialize(labelsTopic, labels))
              .orElse(null);
      // Labels first: who joins both topics then rarely waits for them.
      if (truth != null) {
        send(
            record(labelsTopic, cameraId, captured.capturedAt(), truth),
            (metadata, error) -> {
              if (error != null) {
                fail("the labels of frame", cameraId, sequence, error);
              }
            });
      }
      send(
          record(framesTopic, cameraId, captured.capturedAt(), value),
          (metadata, error) -> {
            if (error != null) {
              fail("frame", cameraId, sequence, error);
            } else {
              acknowledged.incrementAndGet();
              bytes.addAndGet(captured.jpeg().length);
            }
          });
    } catch (InterruptException e) {
      // Whoever interrupts wants an end, and the frame is not in the buffer: no gap, no failure.
      Thread.currentThread().interrupt();
      return false;
    } catch (KafkaException | IllegalStateException e) {
      fail("frame", cameraId, sequence, e);
    }
    throwIfFailed();
    return true;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of every failure
  private void send(ProducerRecord<String, byte[]> record, Callback whenDone) {
    producer.send(record, whenDone);
  }

  private static ProducerRecord<String, byte[]> record(
      String topic, String cameraId, Instant at, byte[] value) {
    return new ProducerRecord<>(topic, null, at.toEpochMilli(), cameraId, value);
  }

  /** Waits for the acknowledgement of everything published so far. */
  public void flush() throws PublishException {
    try {
      producer.flush();
    } catch (InterruptException e) {
      Thread.currentThread().interrupt();
    }
    throwIfFailed();
  }

  /** Frames that Kafka has acknowledged. */
  public long acknowledged() {
    return acknowledged.get();
  }

  /** JPEG bytes of the acknowledged frames. */
  public long bytes() {
    return bytes.get();
  }

  private void fail(String what, String cameraId, long sequence, Throwable cause) {
    String why = String.valueOf(cause.getMessage());
    if (cause instanceof RecordTooLargeException) {
      why += " (raise max.message.bytes of the topic and message.max.bytes of the broker)";
    }
    failure.compareAndSet(
        null,
        new PublishException(
            "%s %d of camera %s was not accepted: %s".formatted(what, sequence, cameraId, why),
            cause));
  }

  private void throwIfFailed() throws PublishException {
    PublishException first = failure.get();
    if (first != null) {
      throw first;
    }
  }

  private static Frame frame(String cameraId, String session, long sequence, CapturedFrame from) {
    return Frame.newBuilder()
        .setCameraId(cameraId)
        .setSessionId(session)
        .setSequence(sequence)
        .setCapturedAt(from.capturedAt())
        .setJpeg(ByteBuffer.wrap(from.jpeg()))
        .build();
  }

  private static FrameLabels labels(
      String cameraId,
      String session,
      long sequence,
      CapturedFrame from,
      List<LabelledObject> objects) {
    return FrameLabels.newBuilder()
        .setCameraId(cameraId)
        .setSessionId(session)
        .setSequence(sequence)
        .setCapturedAt(from.capturedAt())
        .setOrigin("simulation")
        .setImageWidth(from.width())
        .setImageHeight(from.height())
        .setObjects(objects)
        .build();
  }

  @Override
  public void close() {
    producer.close(CLOSE);
    frameSerde.close();
    labelsSerde.close();
  }
}

package io.frameflow.it;

import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.connectors.reading.StretchReader;
import io.frameflow.connectors.reading.TopicOffsets;
import io.frameflow.schemas.DeadLetter;
import io.frameflow.schemas.DeadLetterReason;
import io.frameflow.schemas.Frame;
import io.frameflow.schemas.FrameDetections;
import io.frameflow.schemas.ModelIdentity;
import io.frameflow.schemas.Outcome;
import io.frameflow.schemas.SourcePosition;
import io.frameflow.schemas.StageTimings;
import io.frameflow.schemas.serdes.AvroSerde;
import io.frameflow.schemas.topics.SchemaCatalogue;
import io.frameflow.schemas.topics.Topic;
import io.frameflow.schemas.topics.Topics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Topics of their own prefix, with records that a test wrote itself instead of a job. */
final class HandWritten implements AutoCloseable {

  @SuppressWarnings("TimeInStaticInitializer") // Any time near the records' own will do.
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MICROS);

  private final KafkaAccess access;
  private final KafkaProducer<byte[], byte[]> producer;

  private HandWritten(KafkaAccess access) {
    this.access = access;
    this.producer =
        new KafkaProducer<>(
            access.clientConfig(Map.of("transactional.id", UUID.randomUUID().toString())),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
  }

  /** Makes the topics, of two partitions each, and registers the schemas. */
  static HandWritten topics(KafkaAccess cluster, String prefix) {
    KafkaAccess access =
        new KafkaAccess(cluster.bootstrapServers(), cluster.registry(), prefix, Map.of());
    try (Admin admin = Admin.create(access.clientConfig(Map.of()))) {
      Topics.create(admin, prefix, 2, (short) 1);
    }
    SchemaCatalogue.register(access.registry(), prefix);
    return new HandWritten(access);
  }

  KafkaAccess access() {
    return access;
  }

  String[] flags(String... verb) {
    List<String> flags = new ArrayList<>(List.of(verb));
    flags.addAll(
        List.of(
            "--bootstrap-servers",
            access.bootstrapServers(),
            "--schema-registry-url",
            access.registry().url(),
            "--topic-prefix",
            access.topicPrefix()));
    return flags.toArray(String[]::new);
  }

  /** Writes records in one transaction and commits it: a marker follows each partition's last. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  final void commit(ProducerRecord<byte[], byte[]>... records) {
    send(records);
    producer.commitTransaction();
  }

  /** Writes records in one transaction and undoes it. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  final void abort(ProducerRecord<byte[], byte[]>... records) {
    send(records);
    producer.flush();
    producer.abortTransaction();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the commit fails if a record does
  private void send(ProducerRecord<byte[], byte[]>[] records) {
    producer.beginTransaction();
    for (ProducerRecord<byte[], byte[]> record : records) {
      producer.send(record);
    }
  }

  ProducerRecord<byte[], byte[]> frame(int partition, String camera, long sequence) {
    return record(
        Topics.FRAMES,
        partition,
        camera,
        Frame.newBuilder()
            .setCameraId(camera)
            .setSessionId("s")
            .setSequence(sequence)
            .setCapturedAt(NOW)
            .setJpeg(ByteBuffer.wrap(new byte[] {(byte) 0xff, (byte) 0xd8, 1, 2, 3}))
            .build());
  }

  ProducerRecord<byte[], byte[]> event(int partition, String camera, long offset) {
    return event(partition, camera, offset, Outcome.DETECTED, null);
  }

  ProducerRecord<byte[], byte[]> drop(int partition, String camera, long offset, String reason) {
    return event(partition, camera, offset, Outcome.DROPPED, reason);
  }

  private ProducerRecord<byte[], byte[]> event(
      int partition, String camera, long offset, Outcome outcome, String reason) {
    return record(
        Topics.DETECTIONS,
        partition,
        camera,
        FrameDetections.newBuilder()
            .setCameraId(camera)
            .setSessionId("s")
            .setSequence(offset)
            .setCapturedAt(NOW)
            .setSource(new SourcePosition(access.nameOf(Topics.FRAMES), partition, offset))
            .setModel(new ModelIdentity("streets", "1", "ab".repeat(32)))
            .setImageWidth(0)
            .setImageHeight(0)
            .setOutcome(outcome)
            .setDropReason(reason)
            .setDetections(List.of())
            .setTimings(new StageTimings(0L, 0L, 0L, 0L, 0L, 1))
            .setDetectedAt(NOW)
            .build());
  }

  ProducerRecord<byte[], byte[]> letter(int partition, String camera, long offset) {
    return letter(partition, camera, offset, DeadLetterReason.CORRUPT_IMAGE, null);
  }

  ProducerRecord<byte[], byte[]> letter(
      int partition, String camera, long offset, DeadLetterReason reason, byte[] payload) {
    return record(
        Topics.DEAD_LETTERS,
        partition,
        camera,
        DeadLetter.newBuilder()
            .setCameraId(camera)
            .setTopic(access.nameOf(Topics.FRAMES))
            .setPartition(partition)
            .setOffset(offset)
            .setRecordedAt(NOW)
            .setFailedAt(NOW)
            .setReason(reason)
            .setMessage("the picture ends early")
            .setHeaders(Map.of())
            .setPayload(payload == null ? null : ByteBuffer.wrap(payload))
            .build());
  }

  /** Every committed frame, in the order of each partition. */
  List<ConsumerRecord<byte[], byte[]>> frames() throws IOException {
    String topic = access.nameOf(Topics.FRAMES);
    List<ConsumerRecord<byte[], byte[]>> frames = new ArrayList<>();
    Map<TopicPartition, Long> from = new HashMap<>();
    Map<TopicPartition, Long> to = new HashMap<>();
    try (TopicOffsets offsets = TopicOffsets.open(access);
        StretchReader<byte[]> reader = StretchReader.open(access, new ByteArrayDeserializer())) {
      offsets.beginnings(topic).forEach((p, o) -> from.put(new TopicPartition(topic, p), o));
      offsets.stableEnds(topic).forEach((p, o) -> to.put(new TopicPartition(topic, p), o));
      reader.read(from, to, frames::add);
    }
    return frames;
  }

  /** Deletes the frames before an offset, as retention does. */
  void deleteFrames(int partition, long before) throws Exception {
    TopicPartition frames = new TopicPartition(access.nameOf(Topics.FRAMES), partition);
    try (Admin admin = Admin.create(access.clientConfig(Map.of()))) {
      admin.deleteRecords(Map.of(frames, RecordsToDelete.beforeOffset(before))).all().get();
    }
  }

  private <V extends SpecificRecord> ProducerRecord<byte[], byte[]> record(
      Topic<V> topic, int partition, String camera, V value) {
    String name = access.nameOf(topic);
    byte[] key = camera == null ? null : topic.keySerde().serializer().serialize(name, camera);
    try (AvroSerde<V> serde = topic.valueSerde(access.registry())) {
      return new ProducerRecord<>(name, partition, key, serde.serializer().serialize(name, value));
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}

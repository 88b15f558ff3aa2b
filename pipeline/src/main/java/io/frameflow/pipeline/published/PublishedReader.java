package io.frameflow.pipeline.published;

import io.frameflow.schemas.DeadLetter;
import io.frameflow.schemas.FrameDetections;
import io.frameflow.schemas.serdes.AvroSerde;
import io.frameflow.schemas.serdes.MalformedRecordException;
import io.frameflow.schemas.serdes.RegistryOptions;
import io.frameflow.schemas.topics.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the output topics for the places of the frames that they speak of. */
final class PublishedReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PublishedReader.class);
  private static final Duration POLL = Duration.ofMillis(500);

  /** A broker gives at least something of what is there within this time. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Admin admin;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final String frames;
  private final String detections;
  private final String deadLetters;
  private final AvroSerde<FrameDetections> detectionSerde;
  private final AvroSerde<DeadLetter> deadLetterSerde;

  /** Takes the place of a frame that is published. */
  @FunctionalInterface
  interface Visitor {
    void published(int partition, long offset) throws IOException;
  }

  /**
   * @param consumer of committed records, not closed here
   * @param frames full name of the frames topic; results of other topics' frames are passed over
   */
  PublishedReader(
      Admin admin,
      KafkaConsumer<byte[], byte[]> consumer,
      RegistryOptions registry,
      String frames,
      String topicPrefix) {
    this.admin = admin;
    this.consumer = consumer;
    this.frames = frames;
    this.detections = Topics.DETECTIONS.name(topicPrefix);
    this.deadLetters = Topics.DEAD_LETTERS.name(topicPrefix);
    this.detectionSerde = Topics.DETECTIONS.valueSerde(registry);
    this.deadLetterSerde = Topics.DEAD_LETTERS.valueSerde(registry);
  }

  static List<TopicPartition> partitions(
      KafkaConsumer<byte[], byte[]> consumer, List<String> topics) {
    return topics.stream()
        .flatMap(topic -> consumer.partitionsFor(topic).stream())
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }

  /**
   * Shows every frame that a record of {@code since} or later speaks of.
   *
   * @throws IOException with one line for people
   */
  void read(Instant since, Visitor visitor) throws IOException, InterruptedException {
    List<TopicPartition> partitions = partitions(consumer, List.of(detections, deadLetters));
    consumer.assign(partitions);
    Map<TopicPartition, Long> ends = ends(partitions);
    seek(partitions, since);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!ends.isEmpty()) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      for (ConsumerRecord<byte[], byte[]> record : records) {
        show(record, visitor);
      }
      boolean further =
          ends.entrySet().removeIf(e -> consumer.position(e.getKey()) >= e.getValue());
      if (further || !records.isEmpty()) {
        deadline = System.nanoTime() + PATIENCE.toNanos();
      } else if (System.nanoTime() > deadline) {
        throw new IOException(
            ("%s cannot be read to its end: a transaction that is not of this job is open there;"
                    + " end it, or try again after its timeout")
                .formatted(ends.keySet().iterator().next()));
      }
    }
  }

  /** Where the partitions end, also behind transactions that are still open. */
  private Map<TopicPartition, Long> ends(List<TopicPartition> partitions)
      throws IOException, InterruptedException {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
    try {
      Map<TopicPartition, Long> ends = new HashMap<>();
      admin
          .listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
          .all()
          .get()
          .forEach((partition, end) -> ends.put(partition, end.offset()));
      return ends;
    } catch (ExecutionException e) {
      throw new IOException("the ends of the topics are unknown: " + e.getCause().getMessage(), e);
    }
  }

  /** Goes to the first record of that time in each partition. */
  private void seek(List<TopicPartition> partitions, Instant since) {
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, since.toEpochMilli()));
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    consumer
        .offsetsForTimes(times)
        .forEach(
            (partition, start) ->
                consumer.seek(partition, start == null ? ends.get(partition) : start.offset()));
  }

  private void show(ConsumerRecord<byte[], byte[]> record, Visitor visitor) throws IOException {
    try {
      if (record.topic().equals(detections)) {
        FrameDetections event =
            detectionSerde.deserializer().deserialize(record.topic(), record.value());
        if (event != null && event.getSource().getTopic().equals(frames)) {
          visitor.published(event.getSource().getPartition(), event.getSource().getOffset());
        }
      } else {
        DeadLetter letter =
            deadLetterSerde.deserializer().deserialize(record.topic(), record.value());
        if (letter != null && letter.getTopic().equals(frames)) {
          visitor.published(letter.getPartition(), letter.getOffset());
        }
      }
    } catch (MalformedRecordException e) {
      LOG.warn(
          "Passing over {}-{}@{}, which is no record of ours: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          e.getMessage());
    }
  }

  @Override
  public void close() {
    detectionSerde.close();
    deadLetterSerde.close();
  }
}

package io.frameflow.connectors.audit;

import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.connectors.reading.StretchReader;
import io.frameflow.connectors.reading.TopicOffsets;
import io.frameflow.connectors.terminal.ReadProgress;
import io.frameflow.schemas.DeadLetter;
import io.frameflow.schemas.FrameDetections;
import io.frameflow.schemas.serdes.AvroSerde;
import io.frameflow.schemas.serdes.MalformedRecordException;
import io.frameflow.schemas.topics.Topic;
import io.frameflow.schemas.topics.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the committed outputs into the ledger, each time those that came since the last. */
final class OutputsPass implements AutoCloseable {

  /** Something to do between the moment that outputs are counted at and reading them. */
  @FunctionalInterface
  interface Moment {
    void pass() throws IOException;
  }

  private static final List<Topic<? extends SpecificRecord>> TOPICS =
      List.of(Topics.DETECTIONS, Topics.DEAD_LETTERS);

  private final KafkaAccess access;
  private final FrameLedger ledger;
  private final ReadProgress progress;
  private final TopicOffsets offsets;
  private final StretchReader<byte[]> reader;
  private final Map<String, AvroSerde<? extends SpecificRecord>> serdes = new HashMap<>();
  private final Map<TopicPartition, Long> cursor = new HashMap<>();
  private final List<String> notes = new ArrayList<>();

  private OutputsPass(
      KafkaAccess access,
      FrameLedger ledger,
      ReadProgress progress,
      TopicOffsets offsets,
      StretchReader<byte[]> reader) {
    this.access = access;
    this.ledger = ledger;
    this.progress = progress;
    this.offsets = offsets;
    this.reader = reader;
    TOPICS.forEach(topic -> serdes.put(access.nameOf(topic), topic.valueSerde(access.registry())));
  }

  static OutputsPass open(KafkaAccess access, FrameLedger ledger, ReadProgress progress)
      throws IOException {
    TopicOffsets offsets = TopicOffsets.open(access);
    try {
      return new OutputsPass(
          access,
          ledger,
          progress,
          offsets,
          StretchReader.open(access, new ByteArrayDeserializer()));
    } catch (IOException | RuntimeException e) {
      offsets.close();
      throw e;
    }
  }

  /**
   * Reads up to the last stable offsets of this moment.
   *
   * @param counted runs after that moment: every frame that an output names is in Kafka by then
   */
  void read(Moment counted) throws IOException {
    Map<TopicPartition, Long> to = new HashMap<>();
    notes.clear();
    for (Topic<?> topic : TOPICS) {
      String name = access.nameOf(topic);
      Map<Integer, Long> beginnings = offsets.beginnings(name);
      Map<Integer, Long> ends = offsets.stableEnds(name);
      Map<Integer, Long> watermarks = offsets.highWatermarks(name);
      ends.forEach(
          (partition, end) -> {
            TopicPartition place = new TopicPartition(name, partition);
            to.put(place, end);
            cursor.putIfAbsent(place, beginnings.get(partition));
            note(place, beginnings.get(partition), watermarks.get(partition) - end);
          });
    }
    counted.pass();
    for (Topic<?> topic : TOPICS) {
      read(access.nameOf(topic), to);
    }
  }

  private void note(TopicPartition place, long beginning, long open) {
    if (beginning > 0) {
      notes.add(
          "%s no longer has its first %d records; frames whose records they were count as missing"
              .formatted(place, beginning));
    }
    if (open > 0) {
      notes.add(
          "%s has %d offsets more, in or behind a transaction that is not committed yet"
              .formatted(place, open));
    }
  }

  private void read(String topic, Map<TopicPartition, Long> to) throws IOException {
    Map<TopicPartition, Long> part = new HashMap<>(cursor);
    part.keySet().removeIf(place -> !place.topic().equals(topic));
    long ahead = part.entrySet().stream().mapToLong(e -> to.get(e.getKey()) - e.getValue()).sum();
    if (ahead <= 0) {
      return;
    }
    progress.start(topic, ahead);
    try {
      reader.read(part, to, this::book);
    } finally {
      cursor.putAll(part);
      progress.finish();
    }
  }

  private void book(ConsumerRecord<byte[], byte[]> record) {
    String lane = record.topic() + "-" + record.partition();
    try {
      SpecificRecord value =
          serdes.get(record.topic()).deserializer().deserialize(record.topic(), record.value());
      if (value instanceof FrameDetections event) {
        ledger.output(Output.of(lane, record.offset(), event));
      } else if (value instanceof DeadLetter letter) {
        ledger.output(Output.of(lane, record.offset(), letter));
      } else {
        ledger.malformed(lane + "@" + record.offset(), "it is empty");
      }
    } catch (MalformedRecordException e) {
      ledger.malformed(lane + "@" + record.offset(), e.getMessage());
    }
    progress.step();
  }

  /** What a reader of the figures must know of the last read. */
  List<String> notes() {
    return List.copyOf(notes);
  }

  @Override
  public void close() {
    reader.close();
    offsets.close();
    serdes.values().forEach(AvroSerde::close);
  }
}

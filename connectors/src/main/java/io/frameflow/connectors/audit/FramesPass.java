package io.frameflow.connectors.audit;

import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.connectors.reading.StretchReader;
import io.frameflow.connectors.reading.TopicOffsets;
import io.frameflow.connectors.reading.ValueSize;
import io.frameflow.connectors.terminal.ReadProgress;
import io.frameflow.schemas.topics.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.TopicPartition;

/** Reads the frames of the range into the ledger, without their pictures. */
final class FramesPass implements AutoCloseable {

  private final String topic;
  private final FrameLedger ledger;
  private final ReadProgress progress;
  private final TopicOffsets offsets;
  private final StretchReader<Integer> reader;
  private final Map<TopicPartition, Long> cursor = new HashMap<>();
  private final Map<TopicPartition, Long> to = new HashMap<>();
  private final Map<Integer, Long> oldest = new TreeMap<>();
  private final List<String> notes = new ArrayList<>();

  private FramesPass(
      String topic,
      FrameLedger ledger,
      ReadProgress progress,
      TopicOffsets offsets,
      StretchReader<Integer> reader) {
    this.topic = topic;
    this.ledger = ledger;
    this.progress = progress;
    this.offsets = offsets;
    this.reader = reader;
  }

  static FramesPass open(
      KafkaAccess access, AuditRange range, FrameLedger ledger, ReadProgress progress)
      throws IOException {
    String topic = access.nameOf(Topics.FRAMES);
    TopicOffsets offsets = TopicOffsets.open(access);
    try {
      FramesPass pass =
          new FramesPass(
              topic, ledger, progress, offsets, StretchReader.open(access, new ValueSize()));
      pass.bound(range);
      return pass;
    } catch (IOException | RuntimeException e) {
      offsets.close();
      throw e;
    }
  }

  private void bound(AuditRange range) throws IOException {
    Map<Integer, Long> beginnings = offsets.beginnings(topic);
    Map<Integer, Long> ends = offsets.stableEnds(topic);
    requireKnown(range.from(), ends);
    requireKnown(range.to(), ends);
    ends.forEach(
        (partition, end) -> {
          long beginning = beginnings.get(partition);
          long from = Math.min(end, range.from().getOrDefault(partition, beginning));
          long last = Math.max(from, Math.min(end, range.to().getOrDefault(partition, end)));
          ledger.open(partition, from, last);
          oldest.put(partition, beginning);
          cursor.put(
              new TopicPartition(topic, partition), Math.min(last, Math.max(from, beginning)));
          to.put(new TopicPartition(topic, partition), last);
        });
  }

  private void requireKnown(Map<Integer, Long> named, Map<Integer, Long> partitions) {
    for (int partition : named.keySet()) {
      if (!partitions.containsKey(partition)) {
        throw new IllegalArgumentException(
            "topic %s has %d partitions, so there is no partition %d"
                .formatted(topic, partitions.size(), partition));
      }
    }
  }

  /** Reads what has not been read yet. */
  void read() throws IOException {
    long ahead = to.entrySet().stream().mapToLong(e -> e.getValue() - cursor.get(e.getKey())).sum();
    if (ahead == 0) {
      return;
    }
    progress.start(topic, ahead);
    try {
      reader.read(
          cursor,
          to,
          record -> {
            ledger.frame(record.partition(), record.offset(), record.timestamp());
            progress.step();
          });
    } finally {
      progress.finish();
    }
  }

  /** Tells the ledger what the topic keeps by now. */
  void lookAtBounds() throws IOException {
    Map<Integer, Long> beginnings = offsets.beginnings(topic);
    Map<Integer, Long> ends = offsets.highWatermarks(topic);
    notes.clear();
    oldest.forEach(
        (partition, before) -> {
          long now = beginnings.get(partition);
          ledger.keeps(partition, now, ends.get(partition));
          if (now > before) {
            notes.add(
                "retention deleted %s-%d@%d..%d since the audit began; what was not read before is not audited"
                    .formatted(topic, partition, before, now));
          }
        });
  }

  /** The camera that the key of a frame names, where the frame is still there. */
  Optional<String> camera(int partition, long offset) throws IOException {
    TopicPartition place = new TopicPartition(topic, partition);
    AtomicReference<String> key = new AtomicReference<>();
    reader.read(
        new HashMap<>(Map.of(place, offset)),
        Map.of(place, offset + 1),
        record ->
            key.set(
                record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8)));
    return Optional.ofNullable(key.get());
  }

  /** What a reader of the figures must know of what was kept at the last look. */
  List<String> notes() {
    return List.copyOf(notes);
  }

  FrameLedger ledger() {
    return ledger;
  }

  String topic() {
    return topic;
  }

  @Override
  public void close() {
    reader.close();
    offsets.close();
  }
}

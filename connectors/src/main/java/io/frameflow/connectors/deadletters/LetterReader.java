package io.frameflow.connectors.deadletters;

import io.frameflow.connectors.access.ClusterCheck;
import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.connectors.reading.StretchReader;
import io.frameflow.connectors.reading.TopicOffsets;
import io.frameflow.connectors.terminal.ReadProgress;
import io.frameflow.schemas.DeadLetter;
import io.frameflow.schemas.serdes.AvroSerde;
import io.frameflow.schemas.serdes.MalformedRecordException;
import io.frameflow.schemas.topics.Topics;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the committed dead letters, all of them or one. */
final class LetterReader {

  /** Takes what was read. */
  @FunctionalInterface
  interface Visitor {
    void visit(Letter letter) throws IOException;
  }

  private final KafkaAccess access;
  private final ReadProgress progress;
  private long malformed;

  LetterReader(KafkaAccess access, ReadProgress progress) {
    this.access = access;
    this.progress = progress;
  }

  /** Shows every letter that is committed by now, each partition in its order. */
  void readAll(Visitor visitor) throws IOException {
    ClusterCheck.requireTopics(access, List.of(Topics.FRAMES, Topics.DEAD_LETTERS));
    String topic = access.nameOf(Topics.DEAD_LETTERS);
    Map<TopicPartition, Long> from = new HashMap<>();
    Map<TopicPartition, Long> to = new HashMap<>();
    try (TopicOffsets offsets = TopicOffsets.open(access)) {
      offsets.beginnings(topic).forEach((p, o) -> from.put(new TopicPartition(topic, p), o));
      offsets.stableEnds(topic).forEach((p, o) -> to.put(new TopicPartition(topic, p), o));
    }
    long ahead = to.entrySet().stream().mapToLong(e -> e.getValue() - from.get(e.getKey())).sum();
    progress.start(topic, ahead);
    try {
      read(from, to, visitor);
    } finally {
      progress.finish();
    }
  }

  /** Shows one letter again, with its payload. */
  void readAgain(Letter letter, Visitor visitor) throws IOException {
    read(
        new HashMap<>(Map.of(letter.partition(), letter.offset())),
        Map.of(letter.partition(), letter.offset() + 1),
        visitor);
  }

  private void read(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to, Visitor visitor)
      throws IOException {
    try (StretchReader<byte[]> reader = StretchReader.open(access, new ByteArrayDeserializer());
        AvroSerde<DeadLetter> serde = Topics.DEAD_LETTERS.valueSerde(access.registry())) {
      reader.read(
          from,
          to,
          record -> {
            progress.step();
            DeadLetter value = null;
            try {
              value = serde.deserializer().deserialize(record.topic(), record.value());
            } catch (MalformedRecordException e) {
              malformed++;
            }
            if (value != null) {
              visitor.visit(
                  Letter.of(
                      new TopicPartition(record.topic(), record.partition()),
                      record.offset(),
                      value));
            }
          });
    }
  }

  /** Records of the topic so far that are no dead letters. */
  long malformed() {
    return malformed;
  }
}

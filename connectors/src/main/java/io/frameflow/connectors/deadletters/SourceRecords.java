package io.frameflow.connectors.deadletters;

import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.connectors.reading.FramePosition;
import io.frameflow.connectors.reading.StretchReader;
import io.frameflow.connectors.reading.TopicOffsets;
import io.frameflow.schemas.topics.Topics;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads single frames from where they lie, with all that their records have. */
final class SourceRecords {

  /** Reading over so many frames is cheaper than asking again. */
  private static final long LEAP = 16;

  /** Takes a frame. */
  @FunctionalInterface
  interface Visitor {
    void visit(FramePosition frame, ConsumerRecord<byte[], byte[]> record) throws IOException;
  }

  private SourceRecords() {}

  /** Shows those of the frames that are still kept, in the order of their positions. */
  static void read(KafkaAccess access, Collection<FramePosition> frames, Visitor visitor)
      throws IOException {
    String topic = access.nameOf(Topics.FRAMES);
    SortedSet<FramePosition> left = kept(access, topic, frames);
    try (StretchReader<byte[]> reader =
        StretchReader.openForFew(access, new ByteArrayDeserializer())) {
      while (!left.isEmpty()) {
        SortedSet<FramePosition> stretch = takeStretch(left);
        TopicPartition partition = new TopicPartition(topic, stretch.first().partition());
        reader.read(
            new HashMap<>(Map.of(partition, stretch.first().offset())),
            Map.of(partition, stretch.last().offset() + 1),
            record -> {
              FramePosition frame = new FramePosition(record.partition(), record.offset());
              if (stretch.contains(frame)) {
                visitor.visit(frame, record);
              }
            });
      }
    }
  }

  /** Those that can be there; to ask for others would end in waiting. */
  private static SortedSet<FramePosition> kept(
      KafkaAccess access, String topic, Collection<FramePosition> frames) throws IOException {
    try (TopicOffsets offsets = TopicOffsets.open(access)) {
      Map<Integer, Long> beginnings = offsets.beginnings(topic);
      Map<Integer, Long> ends = offsets.stableEnds(topic);
      SortedSet<FramePosition> kept = new TreeSet<>(frames);
      kept.removeIf(
          frame ->
              frame.offset() < beginnings.getOrDefault(frame.partition(), 0L)
                  || frame.offset() >= ends.getOrDefault(frame.partition(), 0L));
      return kept;
    }
  }

  /** The first frames that lie close together. */
  private static SortedSet<FramePosition> takeStretch(SortedSet<FramePosition> left) {
    SortedSet<FramePosition> stretch = new TreeSet<>();
    for (FramePosition frame : left) {
      if (!stretch.isEmpty()
          && (frame.partition() != stretch.last().partition()
              || frame.offset() > stretch.last().offset() + LEAP)) {
        break;
      }
      stretch.add(frame);
    }
    left.removeAll(stretch);
    return stretch;
  }
}

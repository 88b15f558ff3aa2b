package io.frameflow.connectors.deadletters;

import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.connectors.reading.FramePosition;
import io.frameflow.connectors.reading.StretchReader;
import io.frameflow.connectors.reading.TopicOffsets;
import io.frameflow.connectors.reading.ValueSize;
import io.frameflow.connectors.terminal.ReadProgress;
import io.frameflow.schemas.topics.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** The header of a frame that was sent again: it names the frame that it repeats. */
final class ReplayMark {

  static final String HEADER = "frameflow-replay-of";

  private ReplayMark() {}

  static byte[] of(String topic, FramePosition frame) {
    return text(topic, frame).getBytes(StandardCharsets.UTF_8);
  }

  private static String text(String topic, FramePosition frame) {
    return "%s-%d@%d".formatted(topic, frame.partition(), frame.offset());
  }

  /**
   * Looks in the frames topic which of the frames were sent again before: a repetition lies behind
   * its original in the same partition.
   *
   * @return the newest repetition by the frame that it repeats
   */
  static Map<FramePosition, FramePosition> find(
      KafkaAccess access, Collection<FramePosition> frames, ReadProgress progress)
      throws IOException {
    String topic = access.nameOf(Topics.FRAMES);
    Map<String, FramePosition> wanted = new HashMap<>();
    Map<TopicPartition, Long> from = new HashMap<>();
    for (FramePosition frame : frames) {
      wanted.put(text(topic, frame), frame);
      from.merge(new TopicPartition(topic, frame.partition()), frame.offset() + 1, Math::min);
    }
    Map<TopicPartition, Long> to = new HashMap<>();
    try (TopicOffsets offsets = TopicOffsets.open(access)) {
      Map<Integer, Long> beginnings = offsets.beginnings(topic);
      offsets.stableEnds(topic).forEach((p, end) -> to.put(new TopicPartition(topic, p), end));
      from.keySet().retainAll(Set.copyOf(to.keySet()));
      from.replaceAll((p, offset) -> Math.max(offset, beginnings.get(p.partition())));
    }
    Map<FramePosition, FramePosition> found = new HashMap<>();
    progress.start(
        topic,
        from.entrySet().stream()
            .mapToLong(e -> Math.max(0, to.get(e.getKey()) - e.getValue()))
            .sum());
    try (StretchReader<Integer> reader = StretchReader.open(access, new ValueSize())) {
      reader.read(
          from,
          to,
          record -> {
            progress.step();
            Header mark = record.headers().lastHeader(HEADER);
            FramePosition original =
                mark == null || mark.value() == null
                    ? null
                    : wanted.get(new String(mark.value(), StandardCharsets.UTF_8));
            if (original != null) {
              found.put(original, new FramePosition(record.partition(), record.offset()));
            }
          });
    } finally {
      progress.finish();
    }
    return found;
  }
}

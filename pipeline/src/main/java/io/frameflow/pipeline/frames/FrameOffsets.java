package io.frameflow.pipeline.frames;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Resolves a {@link StartingOffsets} to plain offsets once, at the first start.
 *
 * <p>The connector's own initializers leave their choice behind as the consumer's reset strategy.
 * If the topic's retention then overtook a slow job, the consumer would jump to the earliest frame
 * that is left and skip the others without a word. Here the strategy is NONE: the job fails and
 * names the offset.
 */
public final class FrameOffsets implements OffsetsInitializer {
  private static final long serialVersionUID = 1L;

  private final StartingOffsets start;
  private final PublishedFrames published;

  /**
   * @param published where {@link StartingOffsets#PUBLISHED} begins; no partition of it is in
   *     others
   */
  public FrameOffsets(StartingOffsets start, PublishedFrames published) {
    this.start = start;
    this.published = published;
  }

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    for (TopicPartition partition : partitions) {
      Long begin = published.starts().get(partition.partition());
      if (begin != null) {
        offsets.put(partition, begin);
      }
    }
    if (start.prefersCommitted()) {
      retriever
          .committedOffsets(partitions)
          .forEach(
              (partition, offset) -> {
                if (offset != null && offset >= 0) {
                  offsets.put(partition, offset);
                }
              });
    }
    List<TopicPartition> others =
        partitions.stream().filter(partition -> !offsets.containsKey(partition)).toList();
    if (!others.isEmpty()) {
      offsets.putAll(
          start.fallsBackToLatest()
              ? retriever.endOffsets(others)
              : retriever.beginningOffsets(others));
    }
    return offsets;
  }

  @Override
  @SuppressWarnings("deprecation") // The connector's interface still asks for Kafka's old enum.
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return OffsetResetStrategy.NONE;
  }
}

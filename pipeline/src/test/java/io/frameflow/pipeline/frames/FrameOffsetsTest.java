package io.frameflow.pipeline.frames;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer.PartitionOffsetsRetriever;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FrameOffsetsTest {
  private static final TopicPartition KNOWN = new TopicPartition(Records.TOPIC, 0);
  private static final TopicPartition FRESH = new TopicPartition(Records.TOPIC, 1);

  @Test
  void committedOffsetsComeFirst() {
    assertThat(resolve(StartingOffsets.COMMITTED_ELSE_EARLIEST))
        .containsExactlyInAnyOrderEntriesOf(Map.of(KNOWN, 50L, FRESH, 10L));
    assertThat(resolve(StartingOffsets.COMMITTED_ELSE_LATEST))
        .containsExactlyInAnyOrderEntriesOf(Map.of(KNOWN, 50L, FRESH, 90L));
  }

  @Test
  void earliestAndLatestIgnoreThem() {
    assertThat(resolve(StartingOffsets.EARLIEST)).containsEntry(KNOWN, 10L);
    assertThat(resolve(StartingOffsets.LATEST)).containsEntry(KNOWN, 90L);
  }

  @Test
  void publishedBeginsWhereTheScanSaysAndNewPartitionsAtTheirBeginning() {
    PublishedFrames published = new PublishedFrames();
    OffsetRanges offsets = new OffsetRanges();
    offsets.add(10, 33);
    published.begin(KNOWN.partition(), 10, offsets);

    assertThat(
            new FrameOffsets(StartingOffsets.PUBLISHED, published)
                .getPartitionOffsets(List.of(KNOWN, FRESH), new Broker()))
        .containsExactlyInAnyOrderEntriesOf(Map.of(KNOWN, 33L, FRESH, 10L));
  }

  @ParameterizedTest
  @EnumSource(StartingOffsets.class)
  void aRunningConsumerNeverJumps(StartingOffsets start) {
    assertThat(new FrameOffsets(start, PublishedFrames.none()).getAutoOffsetResetStrategy())
        .hasToString("none");
  }

  private static Map<TopicPartition, Long> resolve(StartingOffsets start) {
    return new FrameOffsets(start, PublishedFrames.none())
        .getPartitionOffsets(List.of(KNOWN, FRESH), new Broker());
  }

  /** Partitions that begin at 10 and end at 90; the group stopped at 50 in the first. */
  private static final class Broker implements PartitionOffsetsRetriever {
    @Override
    public Map<TopicPartition, Long> committedOffsets(Collection<TopicPartition> partitions) {
      Map<TopicPartition, Long> committed = new HashMap<>();
      committed.put(KNOWN, 50L);
      committed.put(FRESH, null);
      return committed;
    }

    @Override
    public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
      return all(partitions, 10);
    }

    @Override
    public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
      return all(partitions, 90);
    }

    @Override
    public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
        Map<TopicPartition, Long> times) {
      throw new UnsupportedOperationException("nobody starts at a time");
    }

    private static Map<TopicPartition, Long> all(Collection<TopicPartition> some, long offset) {
      return some.stream().collect(Collectors.toMap(Function.identity(), any -> offset));
    }
  }
}

package io.frameflow.pipeline.frames;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.streaming.api.operators.StreamFilter;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedFramesTest {
  private static final int OFFSETS = 200;

  /** Against a bit per offset, in any order of arrival, with gaps and doubles. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyFrameIsEitherMadeOrSkipped(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      BitSet naive = new BitSet();
      OffsetRanges ranges = new OffsetRanges();
      int records = random.nextInt(60);
      for (int i = 0; i < records; i++) {
        int first = random.nextInt(OFFSETS);
        int end = first + random.nextInt(12);
        naive.set(first, end);
        if (end == first + 1) {
          ranges.add(first);
        } else {
          ranges.add(first, end);
        }
      }
      int oldest = random.nextInt(OFFSETS);
      PublishedFrames published = new PublishedFrames();
      published.begin(3, oldest, ranges);

      long start = published.starts().get(3);
      assertThat(start).isEqualTo(naive.nextClearBit(oldest));
      assertThat(ranges.size()).isEqualTo(naive.cardinality());
      for (int offset = (int) start; offset < OFFSETS + 12; offset++) {
        assertThat(published.isPublished(3, offset))
            .as("seed %d, round %d, offset %d of %s", seed, round, offset, ranges)
            .isEqualTo(naive.get(offset));
      }
      assertThat(published.isPublished(4, oldest)).isFalse();
    }
  }

  @Test
  void millionsOfOffsetsWithAFewGapsAreAFewNumbers() {
    OffsetRanges ranges = new OffsetRanges();
    for (long offset = 0; offset < 3_000_000; offset++) {
      if (offset % 1_000_000 != 7) {
        ranges.add(offset);
      }
    }

    assertThat(ranges.ranges())
        .containsExactlyEntriesOf(
            new TreeMap<>(
                Map.of(0L, 7L, 8L, 1_000_007L, 1_000_008L, 2_000_007L, 2_000_008L, 3_000_000L)));
  }

  @Test
  @SuppressWarnings("try") // The harness may be interrupted in its close.
  void whatIsSkippedGoesAlongInASavepoint() throws Exception {
    OffsetRanges offsets = new OffsetRanges();
    offsets.add(0, 5);
    offsets.add(7, 9);
    PublishedFrames published = new PublishedFrames();
    published.begin(3, 0, offsets);

    try (var first = harness(published)) {
      first.open();
      pass(first, 5);
      var savepoint = first.snapshot(1, 1);

      // The next job is submitted anew and knows nothing of its own.
      try (var second = harness(PublishedFrames.none())) {
        second.initializeState(savepoint);
        second.open();
        for (int offset = 6; offset < 11; offset++) {
          pass(second, offset);
        }
        assertThat(second.extractOutputValues())
            .extracting(frame -> frame.record().offset())
            .containsExactly(6L, 9L, 10L);
      }
    }
  }

  private static void pass(
      OneInputStreamOperatorTestHarness<SourceFrame, SourceFrame> harness, int offset)
      throws Exception {
    harness.processElement(new StreamRecord<>(Records.valid("gate-1", offset, (byte) 20)));
  }

  private static OneInputStreamOperatorTestHarness<SourceFrame, SourceFrame> harness(
      PublishedFrames published) throws Exception {
    return new OneInputStreamOperatorTestHarness<>(
        new StreamFilter<>(new PublishedFilter(published)));
  }
}

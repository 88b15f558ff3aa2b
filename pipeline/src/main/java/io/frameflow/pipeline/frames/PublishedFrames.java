package io.frameflow.pipeline.frames;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/**
 * What the output topics say about the frames: where a job begins that goes on from there, and
 * which frames behind that are published already: a lost transaction leaves a hole between them.
 */
public final class PublishedFrames implements Serializable {
  private static final long serialVersionUID = 1L;

  private final HashMap<Integer, Long> starts = new HashMap<>();
  private final HashMap<Integer, OffsetRanges> behind = new HashMap<>();

  /** Knows of no frame. */
  public static PublishedFrames none() {
    return new PublishedFrames();
  }

  /**
   * Begins a partition at its first frame that is not published.
   *
   * @param oldest offset of the oldest frame that Kafka still has
   * @param published every offset that the output topics have a record of
   */
  public void begin(int partition, long oldest, OffsetRanges published) {
    long start = published.firstMissing(oldest);
    starts.put(partition, start);
    OffsetRanges rest = published.from(start);
    if (rest.size() > 0) {
      behind.put(partition, rest);
    }
  }

  /** Marks frames of a partition as published: a range of {@link OffsetRanges}. */
  void skip(int partition, long first, long end) {
    behind.computeIfAbsent(partition, none -> new OffsetRanges()).add(first, end);
  }

  /** Where each partition that was looked at begins. */
  public Map<Integer, Long> starts() {
    return Map.copyOf(starts);
  }

  /** Published frames behind the start of their partition. */
  Map<Integer, OffsetRanges> behind() {
    return Map.copyOf(behind);
  }

  /** Whether a frame behind its partition's start is published. */
  public boolean isPublished(int partition, long offset) {
    OffsetRanges published = behind.get(partition);
    return published != null && published.test(offset);
  }

  /** How many frames are skipped because they are published. */
  public long skipped() {
    return behind.values().stream().mapToLong(OffsetRanges::size).sum();
  }
}

package io.frameflow.pipeline.frames;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/**
 * A set of offsets of one partition. Published frames lie almost without gaps, so it is kept as the
 * ranges between the gaps: a few numbers for millions of offsets.
 */
public final class OffsetRanges implements Serializable, LongPredicate {
  private static final long serialVersionUID = 1L;

  /** First offset of each range to the offset after its last; ranges never touch. */
  private final TreeMap<Long, Long> ranges = new TreeMap<>();

  /** Adds one offset; most come in ascending order, but any order will do. */
  public void add(long offset) {
    add(offset, offset + 1);
  }

  /** Adds the offsets from {@code first} to the one before {@code end}. */
  public void add(long first, long end) {
    if (first >= end) {
      return;
    }
    long newFirst = first;
    long newEnd = end;
    Map.Entry<Long, Long> before = ranges.floorEntry(first);
    if (before != null && before.getValue() >= first) {
      newFirst = before.getKey();
      newEnd = Math.max(newEnd, before.getValue());
    }
    NavigableMap<Long, Long> swallowed = ranges.subMap(newFirst, true, newEnd, true);
    for (long swallowedEnd : swallowed.values()) {
      newEnd = Math.max(newEnd, swallowedEnd);
    }
    swallowed.clear();
    ranges.put(newFirst, newEnd);
  }

  /** Whether the offset is in the set. */
  @Override
  public boolean test(long offset) {
    Map.Entry<Long, Long> range = ranges.floorEntry(offset);
    return range != null && offset < range.getValue();
  }

  /** The first offset from {@code offset} on that is not in the set. */
  public long firstMissing(long offset) {
    Map.Entry<Long, Long> range = ranges.floorEntry(offset);
    return range != null && offset < range.getValue() ? range.getValue() : offset;
  }

  /** The part of the set from {@code first} on. */
  public OffsetRanges from(long first) {
    OffsetRanges part = new OffsetRanges();
    ranges.forEach((start, end) -> part.add(Math.max(start, first), end));
    return part;
  }

  /** The offset after the last; 0 if there is none. */
  public long end() {
    return ranges.isEmpty() ? 0 : ranges.lastEntry().getValue();
  }

  /** How many offsets are in the set. */
  public long size() {
    return ranges.entrySet().stream().mapToLong(r -> r.getValue() - r.getKey()).sum();
  }

  /** First offset of each range to the offset after its last, ascending. */
  public NavigableMap<Long, Long> ranges() {
    return Collections.unmodifiableNavigableMap(ranges);
  }

  @Override
  public String toString() {
    return ranges.toString();
  }
}

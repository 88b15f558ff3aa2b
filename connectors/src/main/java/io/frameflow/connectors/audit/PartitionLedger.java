package io.frameflow.connectors.audit;

import java.util.BitSet;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/** The frames of one partition within the audited range, and which of them have an output. */
final class PartitionLedger {

  /** Where an offset stands towards the audit. */
  enum Standing {
    /** A frame of the range. */
    AUDITED,
    /** A frame that is kept, but not of the range. */
    OUTSIDE,
    /** Before the oldest frame that is kept. */
    EXPIRED,
    /** No frame has this offset. */
    NO_FRAME
  }

  private final long from;
  private final long to;
  private long beginning;
  private long end;
  private final TreeMap<Long, OffsetChunk> chunks = new TreeMap<>();
  private OffsetChunk latest;
  private long latestKey = -1;

  PartitionLedger(long from, long to) {
    this.from = from;
    this.to = to;
    this.beginning = from;
    this.end = to;
  }

  long from() {
    return from;
  }

  long to() {
    return to;
  }

  /** What the topic keeps by now. */
  void keeps(long newBeginning, long newEnd) {
    beginning = newBeginning;
    end = Math.max(to, newEnd);
  }

  void frame(long offset, long stampMillis) {
    chunk(offset, true).frame(index(offset), stampMillis);
  }

  Standing standing(long offset) {
    if (offset < 0 || offset >= end) {
      return Standing.NO_FRAME;
    }
    if (offset < from || offset >= to) {
      return offset < beginning ? Standing.EXPIRED : Standing.OUTSIDE;
    }
    OffsetChunk chunk = chunk(offset, false);
    if (chunk != null && chunk.hasFrame(index(offset))) {
      return Standing.AUDITED;
    }
    // Retention was faster than the audit.
    return offset < beginning ? Standing.EXPIRED : Standing.NO_FRAME;
  }

  /** Books an output of an audited frame; false if it is not the first. */
  boolean output(long offset) {
    return chunk(offset, false).output(index(offset));
  }

  /** Kafka's time stamp of an audited frame in milliseconds; -1 where it is not known. */
  long stampMillis(long offset) {
    return chunk(offset, false).stampMillis(index(offset));
  }

  long frames() {
    return chunks.values().stream().mapToLong(OffsetChunk::frameCount).sum();
  }

  /** Shows the frames without an output in their order, for as long as {@code more} says so. */
  void missing(LongPredicate more) {
    for (var entry : chunks.entrySet()) {
      BitSet missing = entry.getValue().missing();
      for (int i = missing.nextSetBit(0); i >= 0; i = missing.nextSetBit(i + 1)) {
        if (!more.test(entry.getKey() * OffsetChunk.OFFSETS + i)) {
          return;
        }
      }
    }
  }

  long missingCount() {
    return chunks.values().stream().mapToLong(chunk -> chunk.missing().cardinality()).sum();
  }

  private static int index(long offset) {
    return (int) (offset % OffsetChunk.OFFSETS);
  }

  /** Mostly the same one as before, as offsets come in order. */
  private OffsetChunk chunk(long offset, boolean create) {
    long key = offset / OffsetChunk.OFFSETS;
    if (key != latestKey) {
      OffsetChunk chunk = chunks.get(key);
      if (chunk == null && create) {
        chunk = new OffsetChunk();
        chunks.put(key, chunk);
      }
      if (chunk == null) {
        return null;
      }
      latest = chunk;
      latestKey = key;
    }
    return latest;
  }
}

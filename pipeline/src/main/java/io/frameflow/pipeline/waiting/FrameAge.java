package io.frameflow.pipeline.waiting;

import io.frameflow.pipeline.frames.SourceRecord;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How long ago a frame was recorded in Kafka, never negative. The broker stamps it, this machine
 * compares; their clocks may differ, jump, and differ between partitions, as each broker stamps the
 * partitions that it leads. So the difference is followed per partition, see {@link ClockOffset}.
 */
public final class FrameAge {
  /** Clocks are slewed by less than this between two looks; more is a jump. */
  private static final long JUMP_MILLIS = 250;

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Clocks clocks;
  private final Duration believable;
  private final Map<Integer, ClockOffset> offsets = new HashMap<>();
  private long lastWallAheadMillis;

  /**
   * @param believable if every frame of a partition seems older than this on arrival, for longer
   *     than a backlog would explain, then it is the clocks
   */
  public FrameAge(Clocks clocks, Duration believable) {
    this.clocks = clocks;
    this.believable = believable;
    lastWallAheadMillis = wallAheadMillis();
  }

  /**
   * Where nothing is given up a backlog may stand for as long as it likes, so that old frames tell
   * nothing about a clock that is ahead.
   */
  public static FrameAge besideBacklogs(Clocks clocks) {
    return new FrameAge(clocks, Duration.ofMillis(Long.MAX_VALUE));
  }

  /** Learns from a frame that just came from Kafka. */
  void arrived(SourceRecord record) {
    long now = now();
    ClockOffset offset = offsets.get(record.partition());
    if (offset == null) {
      offset = new ClockOffset(record.partition(), believable, likelyOffset());
      offsets.put(record.partition(), offset);
    }
    offset.arrived(now - record.recordedAt().toEpochMilli(), clocks.nanos());
  }

  /** Brokers are more like each other than like us. */
  private long likelyOffset() {
    return offsets.values().stream().mapToLong(ClockOffset::millis).min().orElse(0);
  }

  /** Age of a frame that has arrived. */
  long millis(SourceRecord record) {
    ClockOffset offset = offsets.get(record.partition());
    long apart = now() - record.recordedAt().toEpochMilli();
    return Math.max(0, offset == null ? apart : apart - offset.millis());
  }

  /** This machine's time of day. If somebody has set it since the last look, offsets follow. */
  private long now() {
    long wallAhead = wallAheadMillis();
    long jump = wallAhead - lastWallAheadMillis;
    lastWallAheadMillis = wallAhead;
    if (Math.abs(jump) > JUMP_MILLIS) {
      offsets.values().forEach(offset -> offset.moved(jump));
    }
    return clocks.wallMillis();
  }

  private long wallAheadMillis() {
    return clocks.wallMillis() - clocks.nanos() / NANOS_PER_MILLI;
  }
}

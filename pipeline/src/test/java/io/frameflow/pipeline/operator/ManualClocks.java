package io.frameflow.pipeline.operator;

import io.frameflow.pipeline.waiting.Clocks;
import java.time.Instant;

/** Clocks that stand still until somebody moves them. */
final class ManualClocks implements Clocks {
  private static final long serialVersionUID = 1L;
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  private long millis;
  private long wallAheadMillis;

  /** Milliseconds since the start, by the clock that does not jump. */
  long millis() {
    return millis;
  }

  /** The true time of day, as the broker's clock shows it. */
  Instant trueTime() {
    return START.plusMillis(millis);
  }

  void advance(long by) {
    millis += by;
  }

  /** Sets this machine's time of day, as far ahead of the true one. */
  void setWallAhead(long by) {
    wallAheadMillis = by;
  }

  @Override
  public long wallMillis() {
    return trueTime().toEpochMilli() + wallAheadMillis;
  }

  @Override
  public long nanos() {
    return millis * NANOS_PER_MILLI;
  }
}

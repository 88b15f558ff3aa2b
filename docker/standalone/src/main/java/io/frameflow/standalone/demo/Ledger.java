package io.frameflow.standalone.demo;

import io.frameflow.schemas.DeadLetter;
import io.frameflow.schemas.FrameDetections;
import io.frameflow.schemas.FrameLabels;
import io.frameflow.schemas.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * The live figures: counts what became of each frame, by its place in Kafka, the first record
 * alone. Whether each has exactly one is for the audit at the end to say.
 */
final class Ledger {

  private static final Duration MAX_LATENCY = Duration.ofHours(1);
  private static final long MAX_LATENCY_MICROS = MAX_LATENCY.toNanos() / 1000;

  private final LiveMap liveMap;
  private final Map<Integer, BitSet> seen = new HashMap<>();
  private final Histogram committed = new Histogram(MAX_LATENCY_MICROS, 3);
  private final Histogram emitted = new Histogram(MAX_LATENCY_MICROS, 3);
  private long detected;
  private long dropped;
  private long deadLetters;
  private long objects;

  Ledger(LiveMap liveMap) {
    this.liveMap = liveMap;
  }

  /**
   * Books an event.
   *
   * @param now when a reader of committed records got it
   */
  void add(FrameDetections event, Instant now) {
    liveMap.add(event);
    synchronized (this) {
      if (!firstTime(event.getSource().getPartition(), event.getSource().getOffset())) {
        return;
      }
      if (event.getOutcome() == Outcome.DROPPED) {
        dropped++;
      } else {
        detected++;
        objects += event.getDetections().size();
      }
      record(committed, event.getCapturedAt(), now);
      record(emitted, event.getCapturedAt(), event.getDetectedAt());
    }
  }

  /** Books a dead letter. */
  synchronized void add(DeadLetter letter) {
    if (firstTime(letter.getPartition(), letter.getOffset())) {
      deadLetters++;
    }
  }

  /** Takes in the truth of a frame. */
  void add(FrameLabels truth) {
    liveMap.add(truth);
  }

  /** Frames booked so far, by any outcome. */
  synchronized long booked() {
    return detected + dropped + deadLetters;
  }

  /**
   * The figures so far.
   *
   * @param framesIn frames in the frames topic
   * @param streaming how long frames have been flowing
   */
  DemoSummary summary(long framesIn, Duration streaming) {
    double map = liveMap.map50();
    synchronized (this) {
      double seconds = Math.max(1e-9, streaming.toNanos() / 1e9);
      return new DemoSummary(
          framesIn,
          detected,
          dropped,
          deadLetters,
          objects,
          (detected + dropped + deadLetters) / seconds,
          millis(committed, 50),
          millis(committed, 99),
          millis(emitted, 50),
          millis(emitted, 99),
          map);
    }
  }

  private boolean firstTime(int partition, long offset) {
    BitSet offsets = seen.computeIfAbsent(partition, p -> new BitSet());
    int bit = Math.toIntExact(offset);
    if (offsets.get(bit)) {
      return false;
    }
    offsets.set(bit);
    return true;
  }

  private static void record(Histogram histogram, Instant from, Instant to) {
    // A camera's clock may be off by more nanoseconds than a long can hold.
    Duration latency = Duration.between(from, to);
    if (latency.isNegative()) {
      histogram.recordValue(0);
    } else {
      histogram.recordValue(
          latency.compareTo(MAX_LATENCY) < 0 ? latency.toNanos() / 1000 : MAX_LATENCY_MICROS);
    }
  }

  private static double millis(Histogram histogram, double percentile) {
    return histogram.getTotalCount() == 0 ? 0 : histogram.getValueAtPercentile(percentile) / 1000.0;
  }
}

package io.frameflow.standalone.demo;

import io.frameflow.standalone.stack.FrameCount;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;

/** A line of figures each time it is asked: totals, and the rate since the last line. */
final class FigureLines {

  private final PrintStream out;
  private final Ledger ledger;
  private final FrameCount frames;
  private final long start = System.nanoTime();
  private long lastNanos = start;
  private long lastBooked;

  FigureLines(PrintStream out, Ledger ledger, FrameCount frames) {
    this.out = out;
    this.ledger = ledger;
    this.frames = frames;
  }

  void print() throws IOException {
    long now = System.nanoTime();
    DemoSummary s = ledger.summary(frames.now(), Duration.ofNanos(now - start));
    long booked = s.detected() + s.dropped() + s.deadLetters();
    double rate = (booked - lastBooked) / Math.max(1e-9, (now - lastNanos) / 1e9);
    lastBooked = booked;
    lastNanos = now;
    out.printf(
        "%4d s  in %,d  detected %,d  dropped %,d  dead letters %,d  %.1f frames/s"
            + "  latency p50 %.0f p99 %.0f ms  live mAP %s%n",
        Math.round((now - start) / 1e9),
        s.framesIn(),
        s.detected(),
        s.dropped(),
        s.deadLetters(),
        rate,
        s.latencyMsP50(),
        s.latencyMsP99(),
        Double.isNaN(s.liveMap()) ? "-" : String.format("%.3f", s.liveMap()));
  }
}

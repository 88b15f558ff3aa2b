package io.frameflow.standalone.hostile;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** How long it takes to refuse a record: parsing and decoding, up to the exception. */
public final class RefusalTimes {

  private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);

  private final Histogram clock = new Histogram(LONGEST_MICROS, 3);
  private final Histogram cpu = new Histogram(LONGEST_MICROS, 3);
  private String slowest = "none";

  /** Figures in milliseconds; by the clock, and of processor time. */
  public record Summary(
      long count,
      double p50,
      double p99,
      double max,
      double cpuP50,
      double cpuP99,
      double cpuMax,
      String slowest) {}

  void add(String kind, Rehearsal.Trial trial) {
    long micros = Math.min(LONGEST_MICROS, TimeUnit.NANOSECONDS.toMicros(trial.nanos()));
    if (micros >= clock.getMaxValue()) {
      slowest = kind;
    }
    clock.recordValue(micros);
    cpu.recordValue(Math.min(LONGEST_MICROS, TimeUnit.NANOSECONDS.toMicros(trial.cpuNanos())));
  }

  Summary summary() {
    return new Summary(
        clock.getTotalCount(),
        millis(clock, 50),
        millis(clock, 99),
        clock.getMaxValue() / 1000.0,
        millis(cpu, 50),
        millis(cpu, 99),
        cpu.getMaxValue() / 1000.0,
        slowest);
  }

  private static double millis(Histogram histogram, double percentile) {
    return histogram.getValueAtPercentile(percentile) / 1000.0;
  }
}

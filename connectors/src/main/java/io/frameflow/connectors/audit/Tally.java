package io.frameflow.connectors.audit;

import io.frameflow.schemas.DeadLetterReason;
import io.frameflow.schemas.ModelIdentity;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** Counts what became of the frames, the first output of each alone. */
final class Tally {

  private static final long MOST_MILLIS = Duration.ofDays(30).toMillis();

  private final Map<String, Long> drops = new TreeMap<>();
  private final Map<DeadLetterReason, Long> deadLetters = new EnumMap<>(DeadLetterReason.class);
  private final Map<ModelIdentity, Long> models = new HashMap<>();
  private final Histogram latency = new Histogram(MOST_MILLIS, 3);
  private long detected;
  private long unknown;
  private long outside;
  private long expired;

  void count(Output output, Optional<Duration> age) {
    switch (output.outcome()) {
      case DETECTED -> detected++;
      case UNKNOWN -> unknown++;
      case DROPPED -> drops.merge(output.reason(), 1L, Long::sum);
      case DEAD_LETTER ->
          deadLetters.merge(DeadLetterReason.valueOf(output.reason()), 1L, Long::sum);
    }
    if (output.model() != null) {
      models.merge(output.model(), 1L, Long::sum);
    }
    // Broker and detector have clocks of their own; a little less than nothing is nothing.
    age.ifPresent(d -> latency.recordValue(Math.max(0, Math.min(MOST_MILLIS, d.toMillis()))));
  }

  void outside() {
    outside++;
  }

  void expired() {
    expired++;
  }

  long detected() {
    return detected;
  }

  long unknown() {
    return unknown;
  }

  /** Outputs of frames that are kept, but not of the range. */
  long outsideCount() {
    return outside;
  }

  /** Outputs of frames that are no longer kept. */
  long expiredCount() {
    return expired;
  }

  Map<String, Long> drops() {
    return drops;
  }

  Map<DeadLetterReason, Long> deadLetters() {
    return deadLetters;
  }

  Map<ModelIdentity, Long> models() {
    return models;
  }

  AuditReport.Latency latency() {
    return new AuditReport.Latency(
        latency.getValueAtPercentile(50),
        latency.getValueAtPercentile(99),
        latency.getTotalCount() == 0 ? 0 : latency.getMaxValue());
  }
}

package io.frameflow.standalone.hostile;

import io.frameflow.schemas.DeadLetterReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What became of the records of one kind. */
public final class KindTally {

  private final String kind;
  private final String expected;
  private final Map<DeadLetterReason, Long> refused = new EnumMap<>(DeadLetterReason.class);
  private long sent;
  private long detected;

  KindTally(String kind, String expected) {
    this.kind = kind;
    this.expected = expected;
  }

  void sent() {
    sent++;
  }

  void detected() {
    detected++;
  }

  void refused(DeadLetterReason reason) {
    refused.merge(reason, 1L, Long::sum);
  }

  public String kind() {
    return kind;
  }

  /** "refused", "either" or "detected". */
  public String expected() {
    return expected;
  }

  public long sentRecords() {
    return sent;
  }

  public long detectedRecords() {
    return detected;
  }

  /** Dead letters by reason. */
  public Map<DeadLetterReason, Long> refusedRecords() {
    return Map.copyOf(refused);
  }

  /** A line of a table. */
  String line() {
    String reasons =
        refused.entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", "));
    return "%-46s %-9s %6d %9d  %s".formatted(kind, expected, sent, detected, reasons).strip();
  }

  static String header() {
    return "%-46s %-9s %6s %9s  %s".formatted("kind", "expected", "sent", "detected", "refused");
  }
}

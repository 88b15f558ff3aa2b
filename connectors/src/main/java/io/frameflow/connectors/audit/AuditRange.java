package io.frameflow.connectors.audit;

import java.util.Map;

/**
 * Which frames to audit: of each partition of the frames topic, the offsets {@code from..to}.
 *
 * @param from first offset by partition; a partition that is not named begins with its oldest frame
 * @param to first offset that is no longer meant, by partition; a partition that is not named ends
 *     where it ends when the audit begins
 */
public record AuditRange(Map<Integer, Long> from, Map<Integer, Long> to) {

  public AuditRange {
    from = Map.copyOf(from);
    to = Map.copyOf(to);
    from.forEach(AuditRange::requireOffset);
    to.forEach(AuditRange::requireOffset);
  }

  /** Every frame that is there when the audit begins. */
  public static AuditRange all() {
    return new AuditRange(Map.of(), Map.of());
  }

  private static void requireOffset(int partition, long offset) {
    if (partition < 0 || offset < 0) {
      throw new IllegalArgumentException(
          "partition %d and offset %d: both count from 0".formatted(partition, offset));
    }
  }
}

package io.frameflow.connectors.deadletters;

import io.frameflow.connectors.terminal.Since;
import io.frameflow.schemas.DeadLetter;
import io.frameflow.schemas.DeadLetterReason;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Option;

/** The flags that choose dead letters; a letter must meet all that are given. */
final class LetterFilter {

  @Option(
      names = "--reason",
      paramLabel = "REASON",
      split = ",",
      description = "Only letters of this reason; repeatable: ${COMPLETION-CANDIDATES}.")
  private Set<DeadLetterReason> reasons = EnumSet.noneOf(DeadLetterReason.class);

  @Option(names = "--camera", paramLabel = "ID", description = "Only letters of this camera.")
  private String camera;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = Since.class,
      description = "Only frames refused since then: 15min, 2h, 1d or 2026-05-04T12:00:00Z.")
  private Instant since;

  /** Whether no flag was given. */
  boolean isEmpty() {
    return reasons.isEmpty() && camera == null && since == null;
  }

  boolean accepts(DeadLetter letter) {
    return (reasons.isEmpty() || reasons.contains(letter.getReason()))
        && (camera == null || camera.equals(letter.getCameraId()))
        && (since == null || !letter.getFailedAt().isBefore(since));
  }
}

package io.frameflow.connectors.audit;

import io.frameflow.schemas.DeadLetter;
import io.frameflow.schemas.FrameDetections;
import io.frameflow.schemas.ModelIdentity;
import io.frameflow.schemas.Outcome;
import java.time.Instant;
import java.util.Objects;

/**
 * What the audit needs of one output record.
 *
 * @param lane the topic and partition that it lies in; order is kept within one
 * @param offset its own offset in there
 * @param topic topic of the frame that it names
 * @param partition partition of that frame
 * @param frame offset of that frame
 * @param camera its camera; null where that could not be told
 * @param outcome what became of the frame
 * @param reason of a drop or a dead letter; else null
 * @param at when the frame was detected or refused
 * @param model that looked at the frame; null for dead letters
 */
record Output(
    String lane,
    long offset,
    String topic,
    int partition,
    long frame,
    String camera,
    Kind outcome,
    String reason,
    Instant at,
    ModelIdentity model) {

  enum Kind {
    DETECTED,
    DROPPED,
    DEAD_LETTER,
    /** Written by a newer version. */
    UNKNOWN
  }

  static Output of(String lane, long offset, FrameDetections event) {
    return new Output(
        lane,
        offset,
        event.getSource().getTopic(),
        event.getSource().getPartition(),
        event.getSource().getOffset(),
        event.getCameraId(),
        kind(event.getOutcome()),
        word(Objects.requireNonNullElse(event.getDropReason(), "(no reason)")),
        event.getDetectedAt(),
        event.getModel());
  }

  static Output of(String lane, long offset, DeadLetter letter) {
    return new Output(
        lane,
        offset,
        letter.getTopic(),
        letter.getPartition(),
        letter.getOffset(),
        letter.getCameraId(),
        Kind.DEAD_LETTER,
        letter.getReason().name(),
        letter.getFailedAt(),
        null);
  }

  /** {@code stale} of {@code stale: waited 2310 ms}: the numbers differ from frame to frame. */
  private static String word(String reason) {
    int colon = reason.indexOf(':');
    return colon < 0 ? reason : reason.substring(0, colon);
  }

  private static Kind kind(Outcome outcome) {
    return switch (outcome) {
      case DETECTED -> Kind.DETECTED;
      case DROPPED -> Kind.DROPPED;
      case UNKNOWN -> Kind.UNKNOWN;
    };
  }

  /** Where it lies itself. */
  String place() {
    return lane + "@" + offset;
  }
}

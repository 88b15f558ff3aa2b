package io.frameflow.standalone.hostile;

import io.frameflow.schemas.DeadLetterReason;
import java.util.EnumSet;
import java.util.Set;

/**
 * What may become of a record.
 *
 * @param mayBeDetected false for one that must never count as seen
 * @param reasons dead letters that it may become; empty for one that must be detected on
 */
public record Expectation(boolean mayBeDetected, Set<DeadLetterReason> reasons) {

  private static final Set<DeadLetterReason> OF_A_PICTURE =
      EnumSet.of(
          DeadLetterReason.CORRUPT_IMAGE,
          DeadLetterReason.UNSUPPORTED_FORMAT,
          DeadLetterReason.IMAGE_TOO_LARGE);

  public Expectation {
    reasons = Set.copyOf(reasons);
  }

  /** A dead letter for one of these reasons. */
  static Expectation refused(DeadLetterReason first, DeadLetterReason... others) {
    return new Expectation(false, EnumSet.of(first, others));
  }

  /** A dead letter, but the decoder may choose what it calls the damage. */
  static Expectation refusedAsPicture() {
    return new Expectation(false, OF_A_PICTURE);
  }

  /** Damage that may, by chance, leave a valid picture. */
  static Expectation either() {
    return new Expectation(true, OF_A_PICTURE);
  }

  /** Odd, but nothing is wrong with it. */
  static Expectation detected() {
    return new Expectation(true, Set.of());
  }

  /** What {@link KindTally} calls it. */
  String name() {
    if (!mayBeDetected) {
      return "refused";
    }
    return reasons.isEmpty() ? "detected" : "either";
  }
}

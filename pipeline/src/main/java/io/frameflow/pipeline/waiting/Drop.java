package io.frameflow.pipeline.waiting;

import java.time.Duration;

/**
 * Why a frame was given up. Its text is what the record says: a word that never changes, for
 * programs, and the numbers behind it, for people.
 */
public record Drop(Reason reason, String numbers) {

  /** The word that a drop's text starts with. */
  public enum Reason {
    /** Older than allowed when it was its turn. */
    STALE("stale"),
    /** A newer frame of its camera came. */
    SUPERSEDED("superseded"),
    /** Not reached in the time that a checkpoint waits. */
    CHECKPOINT("checkpoint");

    private final String word;

    Reason(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  static Drop stale(long ageMillis, Duration maxAge) {
    return new Drop(
        Reason.STALE, "waited %d ms, more than %d ms".formatted(ageMillis, maxAge.toMillis()));
  }

  static Drop superseded(long partition, long offset) {
    return new Drop(
        Reason.SUPERSEDED,
        "a newer frame of the camera had arrived, %d@%d".formatted(partition, offset));
  }

  static Drop checkpoint(long ageMillis, Duration budget) {
    return new Drop(
        Reason.CHECKPOINT,
        "waited %d ms, not reached in the %d ms of a checkpoint"
            .formatted(ageMillis, budget.toMillis()));
  }

  /** {@code stale: waited 2310 ms, more than 2000 ms}. */
  public String text() {
    return reason.word() + ": " + numbers;
  }
}

package io.frameflow.standalone.overload;

import java.time.Instant;

/**
 * What became of one frame.
 *
 * @param camera null for a dead letter that names none
 * @param partition of the frame
 * @param offset of the frame
 * @param fate what its record says
 * @param capturedAt when it was taken; for a dead letter, when it was recorded in Kafka
 * @param at when its record was emitted
 */
public record BookedFrame(
    String camera, int partition, long offset, Fate fate, Instant capturedAt, Instant at) {

  /** The three ends of a frame. */
  public enum Fate {
    DETECTED,
    DROPPED,
    DEAD_LETTER
  }

  /** Whether the model looked at it. */
  public boolean detected() {
    return fate == Fate.DETECTED;
  }
}

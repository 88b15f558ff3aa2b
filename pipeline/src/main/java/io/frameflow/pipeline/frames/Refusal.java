package io.frameflow.pipeline.frames;

import io.frameflow.schemas.DeadLetterReason;

/**
 * Why a record is not processed.
 *
 * @param reason its kind
 * @param message one line for people: what was wrong and what to do
 */
public record Refusal(DeadLetterReason reason, String message) {
  /** What hostile input may add to a message, in characters. */
  private static final int LONGEST = 1000;

  public Refusal {
    String line = message == null ? "no message" : message.replaceAll("\\p{Cntrl}+", " ").strip();
    message = line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
  }
}

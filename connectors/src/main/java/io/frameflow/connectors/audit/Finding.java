package io.frameflow.connectors.audit;

import java.util.Optional;

/**
 * One thing that is not as promised.
 *
 * @param kind what is wrong
 * @param position the frame that it is about, as {@code frames-0@123}; of a malformed record, its
 *     own place
 * @param camera the frame's camera, where it is known
 * @param detail the output record that shows it, and how; empty for a missing frame
 */
public record Finding(Kind kind, String position, Optional<String> camera, String detail) {

  /** What can be wrong. */
  public enum Kind {
    /** No output record names the frame. */
    MISSING,
    /** More than one output record names the frame; each one after the first is a finding. */
    DOUBLED,
    /** An earlier frame of its camera came after a later one. */
    OUT_OF_ORDER,
    /** An output record names a frame that the frames topic does not have. */
    FOREIGN,
    /** An output record cannot be read. */
    MALFORMED
  }
}

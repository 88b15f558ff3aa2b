package io.frameflow.pipeline.operator;

import io.frameflow.schemas.DeadLetterReason;

/** The frames of a schedule, and what each must become unless it is given up. */
enum FrameKind {
  GOOD(null, (byte) 10),
  TRUNCATED(DeadLetterReason.CORRUPT_IMAGE, StubModel.TRUNCATED),
  EMPTY(DeadLetterReason.EMPTY_IMAGE),
  POISON(DeadLetterReason.DETECTION_FAILED, StubModel.POISON),
  BREAKS_DECODER(DeadLetterReason.DETECTION_FAILED, StubModel.BREAKS_DECODER),
  /** Refused by the parser, under a camera's name. */
  REFUSED(DeadLetterReason.SCHEMA),
  /** Refused by the parser, and nobody can tell whose it is. */
  NAMELESS(DeadLetterReason.INVALID_CAMERA_ID);

  private final DeadLetterReason deadLetter;

  @SuppressWarnings("ImmutableEnumChecker") // Nobody writes to it.
  private final byte[] jpeg;

  FrameKind(DeadLetterReason deadLetter, byte... jpeg) {
    this.deadLetter = deadLetter;
    this.jpeg = jpeg;
  }

  /** Null for a frame that must be detected on. */
  DeadLetterReason deadLetter() {
    return deadLetter;
  }

  byte[] jpeg() {
    return jpeg.clone();
  }

  boolean refused() {
    return this == REFUSED || this == NAMELESS;
  }
}

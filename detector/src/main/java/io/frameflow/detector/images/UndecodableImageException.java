package io.frameflow.detector.images;

import java.io.IOException;

/** Bytes that are no image which the detector can take; the message is one complete line. */
public class UndecodableImageException extends IOException {

  private static final long serialVersionUID = 1L;

  /** What is wrong, for those who must act on it by kind. */
  public enum Reason {
    /** No bytes at all. */
    EMPTY,
    /** Not a JPEG, or a kind of JPEG that cameras do not write. */
    UNSUPPORTED_FORMAT,
    /** A JPEG, but truncated or damaged. */
    CORRUPT,
    /** More bytes or pixels than allowed. */
    TOO_LARGE
  }

  private final Reason reason;

  public UndecodableImageException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public UndecodableImageException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}

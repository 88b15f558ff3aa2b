package io.frameflow.detector;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The network or a proposal method failed on a batch; the message is one complete line. */
public class DetectionException extends UncheckedIOException {

  private static final long serialVersionUID = 1L;

  public DetectionException(String message) {
    super(message, new IOException(message));
  }

  public DetectionException(String message, Throwable cause) {
    super(message, new IOException(message, cause));
  }
}

package io.frameflow.pipeline.operator;

import java.io.IOException;

/** TensorFlow's classes are where they would end the TaskManager; the message is one line. */
public final class NativePlacementException extends IOException {
  private static final long serialVersionUID = 1L;

  NativePlacementException(String line, Throwable cause) {
    super(line, cause);
  }
}

package io.frameflow.train.data;

import java.io.IOException;

/** A data set that cannot be used; the message is one line: what, where, and what to do. */
public final class DataSetException extends IOException {
  private static final long serialVersionUID = 1L;

  public DataSetException(String message) {
    super(message);
  }

  public DataSetException(String message, Throwable cause) {
    super(message, cause);
  }
}

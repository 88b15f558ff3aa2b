package io.frameflow.pipeline.job;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The job ended by a failure; the message is one line that names its root. */
public final class JobFailedException extends UncheckedIOException {
  private static final long serialVersionUID = 1L;

  JobFailedException(String what, Throwable failure) {
    super(what + ": " + root(failure), new IOException(failure));
  }

  private static String root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage();
    String name = root.getClass().getSimpleName();
    return message == null ? name : name + ": " + message.lines().findFirst().orElse("");
  }
}

package io.frameflow.train.evaluation.results;

import java.io.IOException;
import java.nio.file.Path;

/** A results file that cannot be used; one line that names the file, the line and the mistake. */
public final class ResultsException extends IOException {
  private static final long serialVersionUID = 1L;

  ResultsException(Path file, String complaint) {
    super(file + ": " + complaint);
  }

  ResultsException(Path file, long line, String complaint) {
    super(file + ", line " + line + ": " + complaint);
  }

  ResultsException(Path file, long line, String complaint, Throwable cause) {
    super(file + ", line " + line + ": " + complaint, cause);
  }
}

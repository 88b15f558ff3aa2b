package io.frameflow.train.caffe;

import java.io.IOException;
import java.nio.file.Path;

/** A file that is no Caffe model, or a broken one; the message is one line that names it. */
public final class CaffeModelException extends IOException {

  private static final long serialVersionUID = 1L;

  CaffeModelException(Path file, String complaint) {
    super(file + ": " + complaint);
  }

  CaffeModelException(Path file, String complaint, Throwable cause) {
    super(file + ": " + complaint, cause);
  }
}

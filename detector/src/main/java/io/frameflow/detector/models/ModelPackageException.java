package io.frameflow.detector.models;

import java.io.IOException;
import java.nio.file.Path;

/** A model package that must not be served; the message is one line that names the file. */
public class ModelPackageException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * @param file what is wrong, a file or directory of the package
   * @param complaint what is wrong with it, and what to do
   */
  public ModelPackageException(Path file, String complaint) {
    super(file + ": " + complaint);
  }

  public ModelPackageException(Path file, String complaint, Throwable cause) {
    super(file + ": " + complaint, cause);
  }
}

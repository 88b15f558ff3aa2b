package io.frameflow.detector.tensorflow;

import java.io.IOException;

/** TensorFlow's native code could not be loaded; the message is one complete line. */
public class TensorFlowUnavailableException extends IOException {

  private static final long serialVersionUID = 1L;

  TensorFlowUnavailableException(Throwable cause) {
    super(
        "TensorFlow's native code does not load on %s %s (%s); Frameflow ships it for Linux x86_64, as tensorflow-core-native and javacpp on the class path, and unpacks 630 MB below the home directory (another place: -Dorg.bytedeco.javacpp.cachedir=DIR)"
            .formatted(
                System.getProperty("os.name"), System.getProperty("os.arch"), innermost(cause)),
        cause);
  }

  private static String innermost(Throwable cause) {
    Throwable inner = cause;
    while (inner.getCause() != null && inner.getCause() != inner) {
      inner = inner.getCause();
    }
    return inner.toString().lines().findFirst().orElse("unknown reason");
  }
}

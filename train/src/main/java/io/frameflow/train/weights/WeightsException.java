package io.frameflow.train.weights;

import java.io.IOException;
import java.nio.file.Path;

/** A weights file for another network; the message is one line with file, layer and shapes. */
public final class WeightsException extends IOException {

  private static final long serialVersionUID = 1L;

  WeightsException(Path file, String network, String complaint) {
    super("%s does not fit network %s: %s".formatted(file, network, complaint));
  }
}

package io.frameflow.train.network;

import java.nio.file.Path;

/** Where the data for tests on real inputs lies; it is not part of the repository. */
final class SharedData {

  private SharedData() {}

  static Path folder() {
    String configured = System.getenv("FRAMEFLOW_DATA");
    return configured == null ? Path.of("../../shared/data") : Path.of(configured);
  }
}

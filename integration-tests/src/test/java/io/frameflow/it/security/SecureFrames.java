package io.frameflow.it.security;

import io.frameflow.connectors.simulation.SimulatedCamera;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder of a few pictures to push. */
final class SecureFrames {

  static final int COUNT = 4;

  private SecureFrames() {}

  static Path folder(Path folder) throws Exception {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
      try (SimulatedCamera camera = new SimulatedCamera("cam", 11, 320, 240, 10, COUNT)) {
        for (int i = 0; i < COUNT; i++) {
          Files.write(folder.resolve("%02d.jpg".formatted(i)), camera.next().orElseThrow().jpeg());
        }
      }
    }
    return folder;
  }
}

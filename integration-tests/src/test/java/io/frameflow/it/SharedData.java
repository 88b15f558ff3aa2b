package io.frameflow.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real images and videos that are no part of the repository. */
final class SharedData {

  private static final String VARIABLE = "FRAMEFLOW_DATA";

  private SharedData() {}

  /** A file or folder of the data; skips the calling test where there is none. */
  static Path require(String name) {
    String named = System.getenv(VARIABLE);
    Path root =
        named != null
            ? Path.of(named)
            : Path.of(System.getProperty("frameflow.root"))
                .resolveSibling("shared")
                .resolve("data");
    Path path = root.resolve(name);
    assumeTrue(
        Files.exists(path),
        path + " is missing: set " + VARIABLE + " to the folder with the real data to run this");
    return path;
  }
}

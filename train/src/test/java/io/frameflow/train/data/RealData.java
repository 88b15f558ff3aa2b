package io.frameflow.train.data;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Real data sets outside the repository. */
public final class RealData {
  private RealData() {}

  /** A folder of the data, or an end of the test where it is absent. */
  public static Path require(String folder) {
    String named = System.getenv("FRAMEFLOW_DATA");
    Path root = named == null ? Path.of("..", "..", "shared", "data") : Path.of(named);
    Path wanted = root.resolve(folder);
    Assumptions.assumeTrue(
        Files.isDirectory(wanted),
        "skipped: no " + wanted.toAbsolutePath().normalize() + "; set FRAMEFLOW_DATA");
    return wanted;
  }
}

package io.frameflow.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the built distribution lies: {@code lib/}, {@code registry/} and {@code models/}. */
public record Installation(Path home) {

  private static final String PROPERTY = "frameflow.home";

  /**
   * The installation that the launcher names in the system property {@code frameflow.home}.
   *
   * @throws IOException when it is not set or not a directory
   */
  public static Installation current() throws IOException {
    String home = System.getProperty(PROPERTY);
    if (home == null || !Files.isDirectory(Path.of(home))) {
      throw new IOException(
          "the system property "
              + PROPERTY
              + " names no directory ("
              + home
              + "); start Frameflow with ./frameflow");
    }
    return new Installation(Path.of(home));
  }

  /** Every jar of Frameflow and of what it uses. */
  public Path lib() {
    return home.resolve("lib");
  }

  /** The detection job for {@code flink run}. */
  public Path jobJar() {
    return home.resolve("frameflow-job.jar");
  }

  /** What this installation consists of, in CycloneDX's JSON. */
  public Path billOfMaterials() {
    return home.resolve("bill-of-materials.cdx.json");
  }

  /** The unpacked schema registry. */
  public Path registry() {
    return home.resolve("registry");
  }

  /** The model package that the demo serves when no other is named. */
  public Path defaultModel() {
    return home.resolve("models").resolve("streets");
  }
}

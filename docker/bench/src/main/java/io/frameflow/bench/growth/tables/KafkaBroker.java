package io.frameflow.bench.growth.tables;

import io.frameflow.standalone.Installation;
import io.frameflow.standalone.soak.SoakStack;
import io.frameflow.standalone.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A broker and a registry in this process, with a folder that goes with them. */
final class KafkaBroker implements AutoCloseable {

  private final Path folder;
  private final SoakStack stack;

  private KafkaBroker(Path folder, SoakStack stack) {
    this.folder = folder;
    this.stack = stack;
  }

  static KafkaBroker start() throws IOException {
    Path folder = Files.createTempDirectory("frameflow-bench-");
    try {
      return new KafkaBroker(folder, SoakStack.start(folder, Installation.current().registry()));
    } catch (IOException | RuntimeException e) {
      LocalStack.delete(folder);
      throw e;
    }
  }

  SoakStack stack() {
    return stack;
  }

  @Override
  public void close() throws IOException {
    try {
      stack.close();
    } finally {
      LocalStack.delete(folder);
    }
  }
}

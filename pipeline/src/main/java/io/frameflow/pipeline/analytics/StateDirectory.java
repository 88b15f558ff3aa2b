package io.frameflow.pipeline.analytics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where Kafka Streams keeps its lock files; a temporary one is removed at the end. */
record StateDirectory(Path path, boolean temporary) implements AutoCloseable {
  /**
   * @throws IOException naming the directory if it cannot be made
   */
  static StateDirectory open(Optional<Path> chosen) throws IOException {
    if (chosen.isEmpty()) {
      return new StateDirectory(Files.createTempDirectory("frameflow-activity"), true);
    }
    try {
      return new StateDirectory(Files.createDirectories(chosen.get()), false);
    } catch (IOException e) {
      throw new IOException(
          "the state directory %s cannot be made (%s): choose another with --state-dir"
              .formatted(chosen.get(), e.getClass().getSimpleName()),
          e);
    }
  }

  @Override
  public void close() {
    if (!temporary || !Files.exists(path)) {
      return;
    }
    try (Stream<Path> inside = Files.walk(path)) {
      List<Path> deepestFirst = inside.sorted(Comparator.reverseOrder()).toList();
      for (Path one : deepestFirst) {
        Files.delete(one);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the temporary directory %s cannot be removed".formatted(path), e);
    }
  }
}

package io.frameflow.bench.cli;

import io.frameflow.standalone.soak.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The frames that everybody works on. */
final class Frames {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;

  private Frames() {}

  static List<byte[]> simulated(int count) {
    return Pictures.of(WIDTH, HEIGHT, require(count));
  }

  /**
   * The first JPEG files of a folder, by name.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if it has none
   */
  static List<byte[]> ofFolder(Path folder, int count) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(Frames::isJpeg).sorted().limit(require(count)).toList();
    }
    if (files.isEmpty()) {
      throw new IllegalArgumentException(folder + " has no .jpg or .jpeg files");
    }
    List<byte[]> frames = new ArrayList<>();
    for (Path file : files) {
      frames.add(Files.readAllBytes(file));
    }
    return frames;
  }

  private static boolean isJpeg(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".jpg") || name.endsWith(".jpeg");
  }

  private static int require(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("--frames must be at least 1, but is " + count);
    }
    return count;
  }
}

package io.frameflow.standalone.chaos;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The wall clock of other processes, through libfaketime where that is installed: a library that
 * stands between a process and its clock and reads a file for what to answer.
 */
final class FakeClock {

  private static final String LIBRARY = "libfaketimeMT.so.1";

  private final Path library;
  private final Path file;
  private Duration offset = Duration.ZERO;

  private FakeClock(Path library, Path file) {
    this.library = library;
    this.file = file;
  }

  /** Empty where the library is not installed. */
  static Optional<FakeClock> find(Path file) throws IOException {
    for (String place : new String[] {"/usr/lib", "/usr/local/lib", "/lib"}) {
      Optional<Path> library = in(Path.of(place));
      if (library.isPresent()) {
        FakeClock clock = new FakeClock(library.get(), file);
        clock.set(Duration.ZERO);
        return Optional.of(clock);
      }
    }
    return Optional.empty();
  }

  private static Optional<Path> in(Path place) throws IOException {
    Path direct = place.resolve("faketime").resolve(LIBRARY);
    if (Files.isRegularFile(direct)) {
      return Optional.of(direct);
    }
    if (!Files.isDirectory(place)) {
      return Optional.empty();
    }
    // Debian keeps it under the name of the machine's architecture.
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(place, "*-linux-gnu*")) {
      for (Path folder : folders) {
        Path library = folder.resolve("faketime").resolve(LIBRARY);
        if (Files.isRegularFile(library)) {
          return Optional.of(library);
        }
      }
    }
    return Optional.empty();
  }

  /** Variables that put a process under this clock. */
  Map<String, String> environment() {
    return Map.of(
        "LD_PRELOAD",
        library.toString(),
        "FAKETIME_TIMESTAMP_FILE",
        file.toString(),
        "FAKETIME_CACHE_DURATION",
        "1",
        // Waiting is done by the monotonic clock, which never jumps on a real machine either.
        "FAKETIME_DONT_FAKE_MONOTONIC",
        "1",
        // Else Object.wait(millis) of a JVM returns at once.
        "FAKETIME_FORCE_MONOTONIC_FIX",
        "0");
  }

  /** How far the clock of all processes under it is ahead. */
  Duration offset() {
    return offset;
  }

  /** Puts the clock of all processes under it ahead or behind. */
  void set(Duration ahead) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.writeString(next, "%+d\n".formatted(ahead.toSeconds()));
    // Nobody may read half a number.
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    offset = ahead;
  }
}

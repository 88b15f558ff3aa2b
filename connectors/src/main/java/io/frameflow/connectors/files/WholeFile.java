package io.frameflow.connectors.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.UUID;

/**
 * Writes files that are complete or not there. The bytes go into a file beside, reach the disk, and
 * only then get the name; if the disk is full or the machine dies, an older file of that name stays
 * as it was.
 */
public final class WholeFile {
  private WholeFile() {}

  public static void write(Path target, String text) throws IOException {
    write(target, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes a file, in a folder that exists.
   *
   * @throws IOException with one line for people that names the file; nothing is left behind then
   */
  public static void write(Path target, byte[] bytes) throws IOException {
    try {
      if (Files.exists(target) && !Files.isRegularFile(target)) {
        // Such as /dev/stdout, which must not be replaced by a file.
        Files.write(target, bytes);
      } else {
        // The file that a link points to, not the link, gets the new content.
        replace(Files.exists(target) ? target.toRealPath() : target, bytes);
      }
    } catch (IOException e) {
      throw new IOException("%s cannot be written: %s".formatted(target, reason(e)), e);
    }
  }

  private static void replace(Path target, byte[] bytes) throws IOException {
    Path beside = target.resolveSibling("." + target.getFileName() + "-" + UUID.randomUUID());
    try {
      try (FileChannel channel =
          FileChannel.open(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
        channel.force(true);
      }
      Files.move(
          beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /** What went wrong, without the name of the file beside. */
  private static String reason(IOException e) {
    if (e instanceof FileSystemException failure) {
      String kind = failure.getClass().getSimpleName().replace("Exception", "");
      String words = kind.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
      return failure.getReason() == null ? words : failure.getReason();
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}

package io.frameflow.train.data;

import io.frameflow.detector.files.WholeFile;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Where changed annotations go: in place, with every original kept beside as {@code FILE.orig}, or
 * to another folder that refers to the same images by symbolic links. Files are whole or not there.
 */
public final class AnnotationTarget {
  private static final String KEPT = ".orig";

  private final Path root;
  private final Path out;

  private AnnotationTarget(Path root, Path out) {
    this.root = root.toAbsolutePath().normalize();
    this.out = out.toAbsolutePath().normalize();
  }

  /** Changes the data set itself. */
  public static AnnotationTarget inPlace(Path root) {
    return new AnnotationTarget(root, root);
  }

  /**
   * Leaves the data set alone.
   *
   * @param out a folder that is empty or does not exist
   * @throws IOException where it has something in it
   */
  public static AnnotationTarget copy(Path root, Path out) throws IOException {
    if (Files.exists(out)) {
      if (!Files.isDirectory(out)) {
        throw new IOException(out + " is no folder; name one for the repaired copy");
      }
      try (Stream<Path> found = Files.list(out)) {
        if (found.findAny().isPresent()) {
          throw new IOException(out + " is not empty; name a new folder for the repaired copy");
        }
      }
    }
    return new AnnotationTarget(root, out);
  }

  /** Whether the data set stays as it is. */
  public boolean isCopy() {
    return !out.equals(root);
  }

  /** Where a file of the data set goes. */
  public Path place(Path original) {
    return out.resolve(root.relativize(original.toAbsolutePath().normalize()));
  }

  /**
   * Writes a file of the data set anew.
   *
   * @param original its name in the data set; need not exist
   */
  public void write(Path original, WholeFile.Content content) throws IOException {
    Path target = place(original);
    Files.createDirectories(target.getParent());
    if (!isCopy()) {
      keep(target);
    }
    WholeFile.write(target, content);
  }

  /** Takes a file over as it is; in place there is nothing to do. */
  public void take(Path original) throws IOException {
    if (isCopy()) {
      write(original, out -> Files.copy(original, out));
    }
  }

  /** Refers to a file or folder of the data set; in place there is nothing to do. */
  public void link(Path original) throws IOException {
    Path link = place(original);
    if (isCopy() && !Files.exists(link)) {
      Files.createDirectories(link.getParent());
      try {
        Files.createSymbolicLink(link, original.toAbsolutePath().normalize());
      } catch (FileSystemException e) {
        // What FAT, and Windows without the right to make links, answer.
        throw new IOException(
            "%s cannot be made a link to the images: %s; name a folder on another file system, or repair in place, without --out"
                .formatted(link, e.getReason() == null ? e.toString() : e.getReason()),
            e);
      }
    }
  }

  // The first original is the one that people know; what an earlier repair wrote is not.
  private static void keep(Path file) throws IOException {
    Path kept = file.resolveSibling(file.getFileName() + KEPT);
    if (Files.exists(file) && !Files.exists(kept)) {
      WholeFile.write(kept, out -> Files.copy(file, out));
    }
  }
}

package io.frameflow.detector.models;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** Paths as a manifest may name them: relative, with {@code /}, and never out of the package. */
final class PackagePath {

  private PackagePath() {}

  /**
   * The regular file that a manifest's path stands for.
   *
   * @throws ModelPackageException if the path could leave the package, or there is no such file
   */
  static Path resolve(Path directory, String path) throws ModelPackageException {
    Path manifest = directory.resolve(ModelPackage.MANIFEST);
    List<String> parts = List.of(path.split("/", -1));
    if (path.indexOf('\\') >= 0
        || path.indexOf('\0') >= 0
        || parts.stream()
            .anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."))) {
      throw new ModelPackageException(
          manifest,
          "lists the file \"%s\"; paths must be relative, with '/', without '.' and '..'"
              .formatted(path));
    }
    Path file = directory;
    for (String part : parts) {
      file = file.resolve(part);
      if (Files.isSymbolicLink(file)) {
        throw new ModelPackageException(
            file, "is a symbolic link; a model package must hold its files itself");
      }
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new ModelPackageException(file, "is listed in model.json, but there is no such file");
    }
    return file;
  }

  /** The manifest's way to write a file's path. */
  static String relative(Path directory, Path file) {
    StringBuilder path = new StringBuilder();
    for (Path part : directory.relativize(file)) {
      path.append(path.length() == 0 ? "" : "/").append(part);
    }
    return path.toString();
  }
}

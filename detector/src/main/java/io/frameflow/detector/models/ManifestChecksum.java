package io.frameflow.detector.models;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The file beside {@code model.json} that holds its SHA-256, in the form of {@code sha256sum}: the
 * manifest vouches for every other file, and this one for the manifest. It is against accidents; an
 * attacker would write both, and is stopped by comparing the model's identity.
 */
final class ManifestChecksum {

  static final String FILE = ModelPackage.MANIFEST + ".sha256";

  private ManifestChecksum() {}

  /**
   * Writes the file for a manifest.
   *
   * @param manifest bytes of the manifest
   */
  static void write(Path directory, byte[] manifest) throws IOException {
    Files.write(directory.resolve(FILE), content(manifest));
  }

  /**
   * Compares.
   *
   * @param manifest bytes of the manifest
   * @throws ModelPackageException if the file is missing or says something else
   */
  static void check(Path directory, byte[] manifest) throws ModelPackageException {
    Path file = directory.resolve(FILE);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new ModelPackageException(
          file,
          "no such file; if you trust the manifest, make it with: sha256sum %s > %s"
              .formatted(ModelPackage.MANIFEST, FILE));
    }
    byte[] expected = content(manifest);
    try {
      if (Files.size(file) != expected.length
          || !Arrays.equals(Files.readAllBytes(file), expected)) {
        throw new ModelPackageException(
            directory.resolve(ModelPackage.MANIFEST),
            "its SHA-256 is %s, but %s says otherwise; fetch the model again"
                .formatted(FileHash.of(manifest), FILE));
      }
    } catch (ModelPackageException e) {
      throw e;
    } catch (IOException e) {
      throw new ModelPackageException(file, "cannot be read: " + e.getMessage(), e);
    }
  }

  private static byte[] content(byte[] manifest) {
    return "%s  %s\n"
        .formatted(FileHash.of(manifest), ModelPackage.MANIFEST)
        .getBytes(StandardCharsets.US_ASCII);
  }
}

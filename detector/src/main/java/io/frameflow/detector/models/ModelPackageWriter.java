package io.frameflow.detector.models;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.frameflow.detector.files.FileTree;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Writes model packages: complete or not at all.
 *
 * <p>The package grows in a hidden directory beside its place, is checked as the detector would
 * check it, reaches the disk, and only then gets its name.
 */
public final class ModelPackageWriter {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** Puts the package's files, all but the manifest, into an empty directory. */
  @FunctionalInterface
  public interface Contents {
    void writeTo(Path directory) throws IOException;
  }

  private ModelPackageWriter() {}

  /**
   * Complains if a package could not be written there, so that nobody trains for hours first.
   *
   * @throws FileAlreadyExistsException if the directory exists and holds something
   */
  public static void requireFree(Path target) throws IOException {
    if (!Files.exists(target)) {
      return;
    }
    if (Files.isDirectory(target)) {
      try (Stream<Path> entries = Files.list(target)) {
        if (entries.findAny().isEmpty()) {
          return;
        }
      }
    }
    throw new FileAlreadyExistsException(
        target + ": already exists; choose another place for the model, or delete it first");
  }

  /**
   * Writes a package.
   *
   * @param target directory that does not exist yet, or is empty
   * @param manifest its list of files is replaced by what {@code contents} wrote
   * @return the package, opened
   * @throws ModelPackageException if the detector would not serve the result; nothing is left
   *     behind then
   */
  public static ModelPackage write(Path target, ModelManifest manifest, Contents contents)
      throws IOException {
    requireFree(target);
    Path place = target.toAbsolutePath().normalize();
    Files.createDirectories(place.getParent());
    // not a temporary directory: those may be entered by their owner only
    Path draft =
        Files.createDirectory(
            place.resolveSibling("." + place.getFileName() + "-" + UUID.randomUUID()));
    try {
      contents.writeTo(draft);
      Map<String, String> hashes = new TreeMap<>();
      for (Path file : filesBelow(draft)) {
        hashes.put(PackagePath.relative(draft, file), FileHash.of(file));
      }
      byte[] written = JSON.writeValueAsBytes(manifest.withFiles(hashes));
      Files.write(draft.resolve(ModelPackage.MANIFEST), written);
      ManifestChecksum.write(draft, written);
      ModelPackage.open(draft);
      for (Path file : filesBelow(draft)) {
        force(file);
      }
      // an empty directory may be replaced, anything else makes this fail
      Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      force(place.getParent());
    } catch (ModelPackageException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException(
          "the model %s cannot be written: %s".formatted(target, e.getMessage()), e);
    } finally {
      FileTree.delete(draft);
    }
    return ModelPackage.open(target);
  }

  private static List<Path> filesBelow(Path directory) throws IOException {
    try (Stream<Path> found = Files.walk(directory)) {
      return found.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}

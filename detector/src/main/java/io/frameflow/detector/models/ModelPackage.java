package io.frameflow.detector.models;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A directory with everything that serves one model, checked from end to end.
 *
 * <pre>
 * model.json                  the manifest, see {@link ModelManifest}
 * model.json.sha256           its checksum, as sha256sum writes it
 * saved_model/saved_model.pb  the network, see {@link FrozenGraph}
 * proposals.json              parameters of a learned proposal method, where there is one
 * </pre>
 */
public final class ModelPackage {

  /** Name of the manifest in the directory. */
  public static final String MANIFEST = "model.json";

  private static final int MAX_MANIFEST_BYTES = 4 << 20;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final Path directory;
  private final ModelManifest manifest;
  private final String sha256;

  private ModelPackage(Path directory, ModelManifest manifest, String sha256) {
    this.directory = directory;
    this.manifest = manifest;
    this.sha256 = sha256;
  }

  /**
   * Opens a package and checks all of it: the manifest, the hash of every listed file, that the
   * SavedModel holds no other file, and the network's operations and signature. Nothing is run.
   *
   * @throws ModelPackageException naming the first file that is missing or wrong
   */
  public static ModelPackage open(Path directory) throws ModelPackageException {
    Path file = directory.resolve(MANIFEST);
    if (!Files.isDirectory(directory)) {
      throw new ModelPackageException(directory, "no such model directory");
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new ModelPackageException(
          file, "no such file; a model package is a directory with a model.json");
    }
    byte[] bytes = read(file);
    ManifestChecksum.check(directory, bytes);
    ModelManifest manifest = parse(file, bytes);
    try {
      checkFiles(directory, manifest);
    } catch (ModelPackageException e) {
      throw e;
    } catch (IOException e) {
      throw new ModelPackageException(directory, "cannot be read: " + e.getMessage(), e);
    }
    FrozenGraph.check(directory.resolve(FrozenGraph.PATH), manifest.labels().size());
    return new ModelPackage(directory, manifest, FileHash.of(bytes));
  }

  /** Where the package lies. */
  public Path directory() {
    return directory;
  }

  public ModelManifest manifest() {
    return manifest;
  }

  /**
   * The model's identity: SHA-256 of model.json, which in turn holds the hash of every other file.
   *
   * @return 64 lower-case hexadecimal digits
   */
  public String sha256() {
    return sha256;
  }

  private static byte[] read(Path file) throws ModelPackageException {
    try {
      if (Files.size(file) > MAX_MANIFEST_BYTES) {
        throw new ModelPackageException(
            file, "is larger than %d bytes".formatted(MAX_MANIFEST_BYTES));
      }
      return Files.readAllBytes(file);
    } catch (ModelPackageException e) {
      throw e;
    } catch (IOException e) {
      throw new ModelPackageException(file, "cannot be read: " + e.getMessage(), e);
    }
  }

  private static ModelManifest parse(Path file, byte[] bytes) throws ModelPackageException {
    try {
      return JSON.readValue(bytes, ModelManifest.class);
    } catch (ValueInstantiationException e) {
      throw new ModelPackageException(file, e.getCause().getMessage(), e);
    } catch (UnrecognizedPropertyException e) {
      throw new ModelPackageException(
          file, "unknown field \"%s\"%s".formatted(e.getPropertyName(), line(e)), e);
    } catch (JsonMappingException e) {
      String field =
          e.getPath().stream().map(Reference::getFieldName).collect(Collectors.joining("."));
      throw new ModelPackageException(
          file, "field %s is missing or does not fit%s".formatted(field, line(e)), e);
    } catch (IOException e) {
      throw new ModelPackageException(file, "is no JSON" + line(e), e);
    }
  }

  private static String line(IOException error) {
    return error instanceof JsonProcessingException json && json.getLocation() != null
        ? " (line " + json.getLocation().getLineNr() + ")"
        : "";
  }

  private static void checkFiles(Path directory, ModelManifest manifest) throws IOException {
    Map<String, String> files = manifest.files();
    for (String needed : neededFiles(manifest)) {
      if (!files.containsKey(needed)) {
        throw new ModelPackageException(
            directory.resolve(MANIFEST), "lists no hash for the file \"" + needed + "\"");
      }
    }
    for (Map.Entry<String, String> entry : files.entrySet()) {
      Path file = PackagePath.resolve(directory, entry.getKey());
      String found = FileHash.of(file);
      if (!found.equals(entry.getValue())) {
        throw new ModelPackageException(
            file,
            "its SHA-256 is %s, but model.json says %s; fetch the model again"
                .formatted(found, entry.getValue()));
      }
    }
    try (Stream<Path> found = Files.walk(directory.resolve(FrozenGraph.PATH).getParent())) {
      for (Path file : found.filter(ModelPackage::isNoDirectory).toList()) {
        if (!files.containsKey(PackagePath.relative(directory, file))) {
          throw new ModelPackageException(
              file, "is not listed in model.json, so that it must not be in the SavedModel");
        }
      }
    }
  }

  /** A link to a directory is none: what is behind it would be served unseen. */
  private static boolean isNoDirectory(Path entry) {
    return !Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
  }

  private static List<String> neededFiles(ModelManifest manifest) {
    String parameters = manifest.proposals().file();
    return parameters == null ? List.of(FrozenGraph.PATH) : List.of(FrozenGraph.PATH, parameters);
  }
}

package io.frameflow.detector.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.frameflow.detector.boxes.BoxVoting;
import io.frameflow.detector.testmodels.TestModels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelPackageTest {

  @TempDir Path folder;
  private Path directory;
  private Path manifest;
  private Path graph;

  @BeforeEach
  void write() throws IOException {
    directory = folder.resolve("model");
    TestModels.colours(directory);
    manifest = directory.resolve("model.json");
    graph = directory.resolve("saved_model").resolve("saved_model.pb");
  }

  @Test
  void whatIsWrittenCanBeOpened() throws IOException {
    ModelPackage opened = ModelPackage.open(directory);
    assertThat(opened.manifest().labels()).isEqualTo(TestModels.LABELS);
    assertThat(opened.manifest().files())
        .containsOnly(Map.entry("saved_model/saved_model.pb", FileHash.of(graph)));
    assertThat(opened.sha256()).isEqualTo(FileHash.of(manifest)).hasSize(64);
    assertThat(opened.directory()).isEqualTo(directory);
    try (var left = Files.list(folder)) {
      assertThat(left).as("nothing but the package").containsExactly(directory);
    }
  }

  @Test
  void sha256IsTheStandardOne() {
    assertThat(FileHash.of("abc".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void missingFilesAreNamed() throws IOException {
    Files.delete(graph);
    assertRefused().isEqualTo(graph + ": is listed in model.json, but there is no such file");
    Files.delete(manifest);
    assertRefused().startsWith(manifest + ": no such file");
    assertThatThrownBy(() -> ModelPackage.open(folder.resolve("nowhere")))
        .hasMessageContaining("no such model directory");
  }

  @Test
  void oneChangedByteIsFound() throws IOException {
    byte[] bytes = Files.readAllBytes(graph);
    bytes[bytes.length / 2] ^= 1;
    Files.write(graph, bytes);
    assertRefused().startsWith(graph + ": its SHA-256 is " + FileHash.of(bytes));
  }

  @Test
  void unlistedFilesInTheSavedModelAreRefused() throws IOException {
    Path extra = graph.resolveSibling("variables").resolve("variables.index");
    Files.createDirectory(extra.getParent());
    Files.createFile(extra);
    assertRefused().startsWith(extra + ": is not listed");
  }

  @Test
  void filesBesideTheSavedModelDoNotMatter() throws IOException {
    Files.writeString(directory.resolve("README.md"), "notes");
    assertThat(ModelPackage.open(directory).manifest().name()).isEqualTo("colours");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../secret", "/etc/passwd", "a/../../b", "./a", "a//b", "a\\\\b", ""})
  void pathsMustStayInside(String path) throws IOException {
    edit(
        "\"saved_model/saved_model.pb\"",
        "\"" + path + "\" : \"00\",\n\"saved_model/saved_model.pb\"");
    assertRefused().startsWith(manifest + ": lists the file").contains("must be relative");
  }

  @Test
  void linksAreRefused() throws IOException {
    Path real = folder.resolve("elsewhere");
    Files.move(directory.resolve("saved_model"), real);
    Files.createSymbolicLink(directory.resolve("saved_model"), real);
    assertRefused().contains("is a symbolic link");
  }

  @Test
  void aManifestWithoutBoxVotingHasNone() throws IOException {
    edit(",\n    \"voting\" : {\n      \"iou\" : 1.0,\n      \"support\" : 0.0\n    }", "");
    assertThat(ModelPackage.open(directory).manifest().thresholds().voting())
        .isEqualTo(BoxVoting.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"format\" : 1 | \"format\" : 2 | format is 2, but this program reads format 1",
        "\"name\" : \"colours\" | \"name\" : \"\" | name is missing",
        "\"green\" | \"red\" | a label occurs twice",
        "\"shortSide\" : 48 | \"shortSide\" : 480 | input needs 1 <= shortSide",
        "\"score\" : 0.3 | \"score\" : 1.5 | thresholds.score must be from 0 to 1",
        "\"nms\" : 0.4 | \"nms\" : \"much\" | field thresholds.nms is missing or does not fit"
            + " (line",
        "\"iou\" : 1.0 | \"iou\" : 0 | voting.iou must be above 0",
        "\"support\" : 0.0 | \"support\" : -1 | voting.support must be 0 or more",
        "\"nms\" : 0.4 | \"nms\" : 0.4, \"nsm\" : 1 | unknown field \"nsm\" (line",
        "\"count\" : 50 | \"count\" : 0 | proposals.count must be",
        "100.0, | 100.0, 100.0, | pixelMeans must be three numbers",
        "\"version\" : | \"version\" | is no JSON (line",
        "\"labels\" | \"name\" : \"twice\", \"labels\" | is no JSON (line",
      })
  void manifestsAreStrict(String from, String to, String complaint) throws IOException {
    edit(from, to);
    assertRefused().startsWith(manifest + ": ").contains(complaint);
  }

  @Test
  void hashesMustCoverTheGraph() throws IOException {
    edit("saved_model/saved_model.pb", "proposals.json");
    assertRefused().contains("lists no hash for the file \"saved_model/saved_model.pb\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "file operation | operation ReadFile (node \"spy\") is not allowed in a model",
        "float images | \"images\" must be uint8, but is float",
      })
  void graphsMustBePureAndTyped(String flaw, String complaint) {
    Path target = folder.resolve("flawed");
    assertThatThrownBy(
            () ->
                ModelPackageWriter.write(
                    target,
                    TestModels.manifest(),
                    draft -> TestModels.writeGraph(draft, new float[16], flaw)))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining("saved_model.pb: ")
        .hasMessageContaining(complaint);
    assertThat(target).doesNotExist();
    assertThat(folder.toFile().list()).as("drafts left behind").containsOnly("model");
  }

  @Test
  void labelsMustFitTheGraph() throws IOException {
    edit("\"green\", ", "");
    assertRefused()
        .startsWith(graph + ": \"probabilities\" must have the shape [?, 3] for the labels")
        .endsWith("but has [?, 4]");
  }

  @Test
  void garbageIsNoSavedModel() throws IOException {
    String hash = FileHash.of(graph);
    Files.writeString(graph, "not a protocol buffer");
    edit(hash, FileHash.of(graph));
    assertRefused().startsWith(graph + ": is no SavedModel");
  }

  @Test
  void anEmptyGraphHasNoSignature() throws IOException {
    String hash = FileHash.of(graph);
    Files.write(graph, new byte[0]);
    edit(hash, FileHash.of(graph));
    assertRefused().startsWith(graph + ": must hold exactly one graph");
  }

  @Test
  void nothingIsOverwritten() {
    assertThatThrownBy(() -> TestModels.colours(directory))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageStartingWith(directory + ": already exists");
  }

  @Test
  void anEmptyDirectoryMayBeTaken() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThat(TestModels.colours(empty).directory()).isEqualTo(empty);
  }

  private void edit(String from, String to) throws IOException {
    String text = Files.readString(manifest);
    assertThat(text).contains(from);
    Files.writeString(manifest, text.replace(from, to));
    ManifestChecksum.write(directory, Files.readAllBytes(manifest));
  }

  private AbstractStringAssert<?> assertRefused() {
    ModelPackageException error =
        catchThrowableOfType(ModelPackageException.class, () -> ModelPackage.open(directory));
    assertThat(error).isNotNull();
    return assertThat(error.getMessage()).doesNotContain("\n");
  }
}

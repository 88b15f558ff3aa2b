package io.frameflow.detector.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.frameflow.detector.testmodels.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;
import org.tensorflow.proto.SavedModel;

/** A model that is not the one that was made is refused, with one line. */
class TamperedModelTest {

  private static final int FLIPS_PER_FILE = 60;

  @TempDir Path folder;
  private Path directory;
  private Path graph;

  @BeforeEach
  void write() throws IOException {
    directory = folder.resolve("model");
    TestModels.coloursEverywhere(directory);
    graph = directory.resolve(FrozenGraph.PATH);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void aFlippedBitInAnyFileIsFound(long seed) throws IOException {
    Random random = new Random(seed);
    for (Path file : files()) {
      byte[] original = Files.readAllBytes(file);
      for (int i = 0; i < FLIPS_PER_FILE; i++) {
        int at = i == 0 ? 0 : i == 1 ? original.length - 1 : random.nextInt(original.length);
        byte[] flipped = original.clone();
        flipped[at] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, flipped);
        assertRefused("seed %d, %s, byte %d".formatted(seed, file, at)).contains("SHA-256");
      }
      Files.write(file, original);
    }
    assertThat(ModelPackage.open(directory).manifest().labels()).isEqualTo(TestModels.LABELS);
  }

  @Test
  void everyFileIsMissedWhenItIsGone() throws IOException {
    for (Path file : files()) {
      byte[] original = Files.readAllBytes(file);
      Files.delete(file);
      assertRefused(file + " deleted").startsWith(file + ": ").contains("no such file");
      Files.write(file, original);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.json", "model.json.sha256", "proposals.json", "saved_model"})
  void aLinkInPlaceOfAFileIsRefused(String name) throws IOException {
    Path outside = folder.resolve("outside");
    Files.move(directory.resolve(name), outside);
    Files.createSymbolicLink(directory.resolve(name), outside);
    assertRefused(name + " is a link");
  }

  @Test
  void aLinkedDirectoryInTheSavedModelIsRefused() throws IOException {
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Files.writeString(outside.resolve("variables.index"), "weights of somebody else");
    Path link = graph.resolveSibling("variables");
    Files.createSymbolicLink(link, outside);
    assertRefused("a linked directory").startsWith(link + ": is not listed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ReadFile", "WriteFile", "MatchingFiles", "PyFunc", "PyFuncStateless", "EagerPyFunc",
        "RestoreV2", "SaveV2", "VarHandleOp", "LoadLibrary", "TensorListReserve", "Print"
      })
  void operationsThatReachOutOfTheGraphAreRefused(String op) throws IOException {
    NodeDef spy = NodeDef.newBuilder().setName("spy").setOp(op).build();
    rewrite(m -> m.getGraphDefBuilder().addNode(spy));
    assertRefused(op).contains("operation " + op + " (node \"spy\") is not allowed");
  }

  @Test
  void operationsCannotHideInTheGraphsFunctions() throws IOException {
    FunctionDef hidden =
        FunctionDef.newBuilder()
            .setSignature(OpDef.newBuilder().setName("harmless"))
            .addNodeDef(NodeDef.newBuilder().setName("spy").setOp("ReadFile"))
            .build();
    rewrite(m -> m.getGraphDefBuilder().getLibraryBuilder().addFunction(hidden));
    assertRefused("a function").contains("holds functions or asset files");
  }

  private interface Change {
    void apply(MetaGraphDef.Builder metaGraph);
  }

  /** Changes the graph and has the manifest vouch for it, as an attacker would. */
  private void rewrite(Change change) throws IOException {
    String before = FileHash.of(graph);
    SavedModel.Builder model = SavedModel.parseFrom(Files.readAllBytes(graph)).toBuilder();
    change.apply(model.getMetaGraphsBuilder(0));
    Files.write(graph, model.build().toByteArray());
    Path manifest = directory.resolve(ModelPackage.MANIFEST);
    String vouching = Files.readString(manifest).replace(before, FileHash.of(graph));
    Files.writeString(manifest, vouching);
    ManifestChecksum.write(directory, Files.readAllBytes(manifest));
  }

  private List<Path> files() throws IOException {
    try (var found = Files.walk(directory)) {
      List<Path> files = found.filter(Files::isRegularFile).sorted().toList();
      assertThat(files).hasSize(4);
      return files;
    }
  }

  private AbstractStringAssert<?> assertRefused(String what) {
    ModelPackageException error =
        catchThrowableOfType(ModelPackageException.class, () -> ModelPackage.open(directory));
    assertThat(error).as(what).isNotNull();
    return assertThat(error.getMessage()).as(what).doesNotContain("\n");
  }
}

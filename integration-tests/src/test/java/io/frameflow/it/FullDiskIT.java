package io.frameflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.frameflow.detector.files.WholeFile;
import io.frameflow.detector.models.ModelManifest;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.detector.models.ModelPackageWriter;
import io.frameflow.standalone.Frameflow;
import io.frameflow.standalone.disks.SmallDisk;
import io.frameflow.train.data.voc.VocWriter;
import io.frameflow.train.network.WeightArray;
import io.frameflow.train.solver.Checkpoint;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** On a disk that fills up, files are whole or not there, and the user reads one line. */
class FullDiskIT {
  private static final int KILOBYTES = 400;

  @TempDir private Path dir;
  private final StringWriter said = new StringWriter();
  private SmallDisk disk;

  @BeforeEach
  void mount() throws IOException {
    disk = SmallDisk.mount("test", dir.resolve("disk"), KILOBYTES).orElse(null);
    assumeTrue(disk != null, "no small disk to fill up: only root may mount one");
  }

  @AfterEach
  void unmount() throws IOException {
    if (disk != null) {
      disk.close();
    }
  }

  @Test
  void aDataSetThatDoesNotFitEndsInOneLineAndPromisesNothing() throws Exception {
    Path out = disk.folder().resolve("set");
    StringWriter err = new StringWriter();
    CommandLine frameflow = Frameflow.commandLine().setErr(new PrintWriter(err));

    int exit =
        frameflow.execute("simulate", "--out", out.toString(), "--train", "64", "--val", "8");

    assertThat(exit).isEqualTo(1);
    assertThat(err.toString().strip())
        .matches("frameflow simulate: " + out + "/\\S+ cannot be written: No space left on device");
    List<Path> files = filesBelow(out);
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      String name = file.getFileName().toString();
      if (name.endsWith(".jpg")) {
        assertThat(ImageIO.read(file.toFile())).as(name).isNotNull();
        assertThat(Files.readAllBytes(file)).as(name).endsWith(0xff, 0xd9);
      } else {
        assertThat(name).endsWith(".xml");
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
      }
    }
  }

  @Test
  void aTrainingSetThatDoesNotFitKeepsTheOlderList() throws Exception {
    Path root = disk.folder().resolve("set");
    try (VocWriter writer = new VocWriter(root)) {
      writer.add("train", "first", jpeg(), 8, 8, List.of());
    }
    VocWriter writer = new VocWriter(root);
    assertThatThrownBy(() -> writer.add("train", "second", new byte[1 << 20], 8, 8, List.of()))
        .hasMessage(root + "/JPEGImages/second.jpg cannot be written: No space left on device");
    assertThat(filesBelow(root)).hasSize(3);
    assertThat(root.resolve("ImageSets").resolve("Main").resolve("train.txt")).hasContent("first");
  }

  @Test
  void aModelThatDoesNotFitLeavesNothing() throws Exception {
    ModelManifest manifest = ModelPackage.open(PipelineUnderTest.defaultModel()).manifest();
    Path model = disk.folder().resolve("model");

    assertThatThrownBy(
            () ->
                ModelPackageWriter.write(
                    model,
                    manifest,
                    draft -> Files.write(draft.resolve("weights"), new byte[1 << 20])))
        .isInstanceOf(IOException.class)
        .hasMessage("the model %s cannot be written: No space left on device", model);
    assertThat(disk.folder()).isEmptyDirectory();
  }

  @Test
  void aCheckpointThatDoesNotFitKeepsTheOlderOne() throws Exception {
    Path file = disk.folder().resolve("checkpoint.safetensors");
    checkpoint(3, 10).save(file);

    assertThatThrownBy(() -> checkpoint(4, 1 << 20).save(file))
        .isInstanceOf(IOException.class)
        .hasMessage("the checkpoint %s cannot be written: No space left on device", file);
    assertThat(Checkpoint.load(file).completedSteps()).isEqualTo(3);
    assertThat(filesBelow(disk.folder())).containsExactly(file);
  }

  @Test
  void aTrainingThatFillsTheDiskGoesOnFromItsLastCheckpointOnceThereIsRoom(@TempDir Path temp)
      throws Exception {
    Path data = temp.resolve("streets");
    assertThat(frameflow("simulate", "--out", data.toString(), "--train=4", "--val=1")).isZero();
    Path unbroken = temp.resolve("unbroken");
    assertThat(train(data, unbroken)).isZero();
    Path run = disk.folder().resolve("run");
    // Room for two checkpoints, but not for the third that is written beside them.
    long checkpoint = Files.size(unbroken.resolve("checkpoint.safetensors"));
    int kilobytes = (int) ((checkpoint * 5 / 2) >> 10) & ~3;
    disk.resize(kilobytes);

    assertThat(train(data, run)).isEqualTo(1);
    assertThat(said.toString().strip())
        .isEqualTo(
            "frameflow train: the checkpoint %s/checkpoint.safetensors after step 6 cannot be"
                    .formatted(run)
                + " written: No space left on device; the last one is whole, go on from it with"
                + " --resume");
    assertThat(Checkpoint.load(run.resolve("checkpoint.safetensors")).completedSteps())
        .isEqualTo(4);

    disk.resize(10 * kilobytes);
    assertThat(train(data, run, "--resume")).as(said::toString).isZero();
    assertThat(run.resolve("checkpoint.safetensors"))
        .hasSameBinaryContentAs(unbroken.resolve("checkpoint.safetensors"));
  }

  private int train(Path data, Path run, String... more) {
    List<String> line = new ArrayList<>(List.of("train", "--data", data.toString()));
    line.addAll(List.of("--out", run.toString(), "--backbone=plain-lite", "--steps=8"));
    line.addAll(List.of("--checkpoint-every=2", "--rois-per-image=8", "--proposal-count=20"));
    line.addAll(List.of("--short-side=96", "--long-side=128", "--precision=fp32"));
    line.addAll(List.of("--threads=2", "--proposal-recall=none"));
    line.addAll(List.of(more));
    return frameflow(line.toArray(String[]::new));
  }

  private int frameflow(String... line) {
    said.getBuffer().setLength(0);
    return Frameflow.commandLine().setErr(new PrintWriter(said)).execute(line);
  }

  @Test
  void figuresThatDoNotFitKeepTheOlderOnes() throws Exception {
    Path file = disk.folder().resolve("figures.json");
    WholeFile.write(file, "{}");

    assertThatThrownBy(() -> WholeFile.write(file, new byte[1 << 20]))
        .hasMessage(file + " cannot be written: No space left on device");
    assertThat(file).hasContent("{}");
    assertThat(filesBelow(disk.folder())).containsExactly(file);
  }

  private static Checkpoint checkpoint(int steps, int weights) {
    WeightArray values = new WeightArray(new long[] {weights}, new float[weights]);
    return new Checkpoint(steps, "{}", Map.of("w", values), Map.of("w", values));
  }

  private static byte[] jpeg() {
    return new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xd9};
  }

  private static List<Path> filesBelow(Path dir) throws IOException {
    try (Stream<Path> found = Files.walk(dir)) {
      return found.filter(Files::isRegularFile).toList();
    }
  }
}

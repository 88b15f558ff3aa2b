package io.frameflow.train.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.detector.boxes.Box;
import io.frameflow.detector.models.ModelManifest;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.detector.proposals.ProposalMethods;
import io.frameflow.detector.proposals.SelectiveSearch;
import io.frameflow.detector.proposals.SelectiveSearchSettings;
import io.frameflow.detector.proposals.SelectiveSearchSettings.Preset;
import io.frameflow.detector.tensorflow.TensorFlowRuntime;
import io.frameflow.train.caffe.CaffeModelWriter;
import io.frameflow.train.data.GroundTruth;
import io.frameflow.train.data.voc.VocWriter;
import io.frameflow.train.network.TinyPaperNetwork;
import io.frameflow.train.weights.GeneratedWeights;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class TrainCommandTest {

  private static final int WIDTH = 128;
  private static final int HEIGHT = 96;

  @TempDir Path temp;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Exception failure;

  @Test
  void leadsFromImagesToAMeasuredPackageAndResumes() throws Exception {
    Path data = squares();
    Path whole = temp.resolve("whole");
    assertThat(train(data, whole, "--steps=4", "--val-split=val"))
        .as("%s %s", failure, err)
        .isZero();

    ModelPackage model = ModelPackage.open(whole.resolve("model"));
    assertThat(model.manifest().labels()).containsExactly("blue", "red");
    assertThat(model.manifest().name()).isEqualTo("squares");
    assertThat(model.manifest().metrics()).containsKey("map50");
    assertThat(model.manifest().trainingDataSha256()).hasSize(64);
    assertThat(out.toString()).contains("model package: " + whole.resolve("model"), "step 4/4");
    assertThat(whole.resolve("loss.png")).isNotEmptyFile();
    List<String> metrics = losses(whole);
    assertThat(metrics).hasSize(5);
    try (var files = Files.list(whole)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith("."));
    }

    assertThat(train(data, whole, "--steps=4")).isEqualTo(1);
    assertThat(failure).hasMessageContaining("already exists");
    Files.delete(whole.resolve("report.html"));
    assertThat(train(data, whole, "--steps=4", "--val-split=val", "--resume")).isZero();
    assertThat(out.toString()).contains("the run is finished", "mean");
    assertThat(whole.resolve("report.html")).isNotEmptyFile();
  }

  @Test
  void theReportNeedsNothingButItself() throws Exception {
    Path run = temp.resolve("run");
    assertThat(
            train(
                squares(),
                run,
                "--steps=4",
                "--val-split=val",
                "--validate-every=2",
                "--augment=hflip,scale=.1,stretch",
                "--scales=64,96",
                "--as-published"))
        .as("%s %s", failure, err)
        .isZero();

    String report = Files.readString(run.resolve("report.html"));
    assertThat(report)
        .contains("Accuracy on 2 images", "Confusion", "Missed objects", "&quot;biases&quot; : 2.0")
        .contains("src=\"data:image/png;base64,", "default-src 'none'")
        .doesNotContain("http://", "https://", "<script", "url(");
    assertThat(Files.readString(run.resolve("configuration.json")))
        .contains("\"scales\" : [ 64, 96 ]", "\"stretch\" : 0.2", "\"kind\" : \"Convolution\"");
    assertThat(run.resolve("validation.csv")).content().contains("\n2,", "\n4,");
    assertThat(run.resolve("tensorboard")).isNotEmptyDirectory();
  }

  @Test
  void proposalsAreMeasuredOnceAndShownInTheReport() throws Exception {
    Path data = squares();
    Path run = temp.resolve("run");
    String search = "--proposals=selective-search:video";
    String methods = "--proposal-recall=learned-windows,selective-search";
    assertThat(train(data, run, "--steps=1", "--val-split=val", search, methods))
        .as("%s %s", failure, err)
        .isZero();

    assertThat(out.toString())
        .contains("recall of region proposals on 2 of 2 validation images")
        .containsPattern("\nselective-search:video +\\d+  all +2 ")
        .containsPattern("\nlearned-windows +\\d+  red +1 ");
    assertThat(run.resolve("proposals.json")).as("learned to compare, not to serve").doesNotExist();
    assertThat(Files.readString(run.resolve("report.html")))
        .contains(
            "Region proposals", "2 of 2 validation images", "<td>selective-search:video</td>");
    assertThat(Files.readAllLines(run.resolve("proposal-recall.csv")))
        .anyMatch(line -> line.startsWith("selective-search,\"class blue\",1,2000,0.5,"));
    ModelManifest.Proposals served = ModelPackage.open(run.resolve("model")).manifest().proposals();
    assertThat(served.settings()).isEqualTo(Map.of("preset", "video"));
    assertThat(((SelectiveSearch) ProposalMethods.load(run, served)).settings())
        .isEqualTo(SelectiveSearchSettings.of(Preset.VIDEO));

    byte[] measured = Files.readAllBytes(run.resolve("proposal-recall.json"));
    assertThat(train(data, run, "--steps=1", "--val-split=val", search, methods, "--resume"))
        .isZero();
    assertThat(out.toString()).doesNotContain("recall of region proposals");
    assertThat(run.resolve("proposal-recall.json")).hasBinaryContent(measured);
    assertThat(run.resolve("report.html")).content().contains("<td>learned-windows</td>");

    assertThat(train(data, run, "--steps=1", "--val-split=val", "--resume", methods)).isEqualTo(1);
    assertThat(failure).hasMessageContaining("the run began with recipe.proposals.");
  }

  @Test
  void aBrokenOffRunsProposalsOfAnotherPresetAreNotTaken() throws Exception {
    Path data = squares();
    Path run = temp.resolve("run");
    assertThat(train(data, run, "--steps=1", "--proposals=selective-search:video")).isZero();
    deleteTree(run.resolve("model"));
    Files.delete(run.resolve("checkpoint.safetensors"));
    assertThat(train(data, run, "--steps=1", "--proposals=selective-search")).isZero();
    try (var files = Files.list(run.resolve("cache"))) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void aRunWithoutACheckpointBeginsAgainAndOtherImagesAreRefused() throws Exception {
    Path data = squares();
    Path run = temp.resolve("run");
    assertThat(train(data, run, "--steps=2", "--resume")).as("%s %s", failure, err).isZero();
    assertThat(out.toString()).contains("there is no checkpoint yet");
    Files.writeString(
        data.resolve("ImageSets").resolve("Main").resolve("train.txt"), "image0\nimage1\n");
    assertThat(train(data, run, "--steps=2", "--resume")).isEqualTo(1);
    assertThat(failure)
        .hasMessageMatching(
            ".*configuration.json: the run began with data \"[0-9a-f]{64}\", but is now asked for"
                + " \"[0-9a-f]{64}\"; resume with the same settings or choose another --out");
  }

  @Test
  void aBrokenOffRunGoesOnWhereItWas() throws Exception {
    Path data = squares();
    Path whole = temp.resolve("whole");
    Path parts = temp.resolve("parts");
    assertThat(train(data, whole, "--steps=4")).as("%s %s", failure, err).isZero();
    assertThat(train(data, parts, "--steps=4")).isZero();
    deleteTree(parts.resolve("model"));

    assertThat(train(data, parts, "--steps=4")).isEqualTo(1);
    assertThat(failure).hasMessageContainingAll("holds a training run already", "--resume");
    assertThat(train(data, parts, "--steps=5", "--resume")).isEqualTo(1);
    assertThat(failure).hasMessageContaining("resume with the same settings");
    String draft = "-0f1ee383-b3ec-417e-9d88-b86826f528b7";
    List<Path> leftByAKill =
        List.of(
            Files.createDirectory(parts.resolve(".draft-12")),
            Files.createDirectory(parts.resolve("..draft-12" + draft)),
            Files.createDirectory(parts.resolve(".model" + draft)),
            Files.createFile(parts.resolve(".metrics.csv" + draft)),
            Files.createFile(parts.resolve("best.safetensors.new")),
            Files.createFile(parts.resolve("cache").resolve("proposals-1.bin.part" + draft)));
    Path foreign = Files.createFile(parts.resolve(".gitignore"));
    assertThat(train(data, parts, "--steps=4", "--resume")).isZero();
    assertThat(leftByAKill).noneMatch(Files::exists);
    assertThat(foreign).exists();

    assertThat(losses(parts)).isEqualTo(losses(whole));
    assertThat(Files.readAllBytes(parts.resolve("model/saved_model/saved_model.pb")))
        .isEqualTo(Files.readAllBytes(whole.resolve("model/saved_model/saved_model.pb")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--backbone=vgg|there is no backbone 'vgg'; choose one of caffenet, plain, plain-lite,"
            + " squeezenet, swift, vgg-cnn-m-1024, vgg16",
        "--proposals=edge-boxes|there is no proposal method 'edge-boxes'",
        "--proposals=selective-search:best|unknown preset \"best\"; known are fast, quality and",
        "--proposals=fixed-grid:fast|fixed-grid has no presets; only selective-search has",
        "--proposal-recall=all|there is no proposal method 'all'",
        "--augment=blur|--augment knows no 'blur'",
        "--schedule=exp|--schedule knows no 'exp'; choose from steps, cosine",
        "--precision=int8|--precision knows no 'int8'; choose from auto, fp32, bf16",
        "--steps=0|steps are 0; at least 1 is needed",
        "--learning-rate=-1|learning rate is -1.0; it must be positive",
        "--momentum=1|momentum is 1.0",
        "--weight-decay=-1|weight decay is -1.0",
        "--gradient-clip=-1|gradient clip is -1.0",
        "--pooled=fire8=64|--pooled: the recipe pools no layer 'fire8'; choose of fire9, fire4",
        "--pooled=fire9=-1|--pooled: fire9 with -1 channels",
        "--hidden=512,0|--hidden: a layer needs a size of at least 1",
        "--lambda=-1|lambda is -1.0",
        "--keep=0|keep probability is 0.0",
        "--foreground-fraction=2|foreground share is 2.0",
        "--background-iou=.1|--background-iou needs two numbers",
        "--background-iou=.1,.4|must end where the foreground begins",
        "--augment=scale=much|--augment scale=much has no number after the equals sign",
        "--augment=hflip=2|--augment hflip takes no amount",
        "--augment=stretch=2|stretch is 2.0; it must be 0..1",
        "--scales=4|a scale is 4 pixels; it must be at least 16",
        "--bias-rate=-2|learning rate of biases is -2.0 times the usual",
        "--layer-rate=fc6=-1|learning rate of fc6 is -1.0 times the usual",
        "--filler=msra|--filler knows no 'msra'; choose from he, xavier, gaussian",
        "--validate-every=2|--validate-every needs images to measure on; give --val-split too",
        "--patience=2|say how often with --validate-every",
        "--freeze=conv1|--freeze needs pretrained layers",
        "--threads=0|threads are 0",
        "--checkpoint-every=0|checkpoints every 0 steps",
        "--proposal-count=0|the proposal count is 0",
        "--long-side=100|input needs 1 <= shortSide <= longSide",
        "--steps=many|'many' is not an int",
        "--stepz=4|Unknown option"
      })
  void badFlagsAreToldInOneLineBeforeAnythingIsRead(String flag, String message) {
    assertThat(run("--data", "absent", "--out", temp.resolve("run").toString(), flag)).isEqualTo(2);
    assertThat(err.toString().lines().findFirst().orElseThrow()).contains(message);
    assertThat(temp.resolve("run")).doesNotExist();
  }

  @Test
  void dataAndOutputAreRequired() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("--data", "--out");
  }

  @Test
  void missingWeightsAreNamed() throws Exception {
    assertThat(train(squares(), temp.resolve("run"), "--weights=absent.safetensors")).isEqualTo(1);
    assertThat(failure)
        .isInstanceOf(IOException.class)
        .hasMessage("absent.safetensors: no such weights file");
  }

  @Test
  void weightsOfAnotherNetworkAreToldBeforeAnythingIsLearned() throws Exception {
    Path data = squares();
    Path weights = temp.resolve("vgg.caffemodel");
    TensorFlowRuntime.load(2);
    CaffeModelWriter.write(
        weights,
        CaffeModelWriter.Age.NEW,
        GeneratedWeights.of(TinyPaperNetwork.narrowVgg16().network(2), 1));

    assertThat(from(weights, data, "vgg16")).isEqualTo(1);
    assertThat(failure)
        .isInstanceOf(IOException.class)
        .hasMessage(
            weights
                + " does not fit network vgg16: the weight of layer conv1_1 has shape"
                + " [2, 3, 3, 3], but the network needs [64, 3, 3, 3]");
    assertThat(from(weights, data, "caffenet")).isEqualTo(1);
    assertThat(failure)
        .hasMessageContaining(
            "layer conv1 has no weight of shape [96, 3, 11, 11] in it; its layers are conv1_1,")
        .hasMessageEndingWith("and 9 more");
    assertThat(temp.resolve("run/proposals.json")).doesNotExist();
  }

  @Test
  void anUnknownFrozenLayerIsToldWithTheLayersThatThereAre() throws Exception {
    Path weights = Files.writeString(temp.resolve("any.safetensors"), "read after the names");
    assertThat(train(squares(), temp.resolve("run"), "--weights=" + weights, "--freeze=c1,conv2"))
        .isEqualTo(1);
    assertThat(failure)
        .hasMessage(
            "no layer of plain-lite starts with 'conv2', so it cannot be frozen; the layers are"
                + " c1, c2, c3, c4, c5, fc6, fc7, cls_score, bbox_pred");
    assertThat(temp.resolve("run/proposals.json")).doesNotExist();
  }

  private int from(Path weights, Path data, String backbone) {
    return run(
        "--data=" + data,
        "--out=" + temp.resolve("run"),
        "--backbone=" + backbone,
        "--weights=" + weights);
  }

  private int train(Path data, Path output, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("--data", data.toString(), "--out", output.toString(), "--threads=2"));
    arguments.addAll(List.of("--backbone=plain-lite", "--rois-per-image=8", "--proposal-count=40"));
    arguments.addAll(List.of("--short-side=96", "--long-side=128", "--precision=fp32"));
    if (Arrays.stream(more).noneMatch(flag -> flag.startsWith("--proposal-recall"))) {
      arguments.add("--proposal-recall=none");
    }
    arguments.addAll(Arrays.asList(more));
    return run(arguments.toArray(String[]::new));
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    failure = null;
    return new CommandLine(new TrainCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .setExecutionExceptionHandler(
            (exception, line, parsed) -> {
              failure = exception;
              return 1;
            })
        .execute(arguments);
  }

  private Path squares() throws IOException {
    Path folder = temp.resolve("squares");
    try (VocWriter writer = new VocWriter(folder)) {
      for (int i = 0; i < 6; i++) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.GRAY);
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        boolean red = i % 2 == 0;
        graphics.setColor(red ? Color.RED : Color.BLUE);
        graphics.fillRect(10 + 8 * i, 20 + 4 * i, 40, 30);
        graphics.dispose();
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", jpeg);
        Box box = new Box(10 + 8 * i, 20 + 4 * i, 50 + 8 * i, 50 + 4 * i);
        GroundTruth object = new GroundTruth(red ? "red" : "blue", red ? 2 : 1, box, false);
        String split = i < 4 ? "train" : "val";
        writer.add(split, "image" + i, jpeg.toByteArray(), WIDTH, HEIGHT, List.of(object));
      }
    }
    return folder;
  }

  /** The log without the last column, the time. */
  private static List<String> losses(Path run) throws IOException {
    return Files.readAllLines(run.resolve("metrics.csv")).stream()
        .map(line -> line.substring(0, line.lastIndexOf(',')))
        .toList();
  }

  private static void deleteTree(Path folder) throws IOException {
    try (var found = Files.walk(folder)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}

package io.frameflow.bench.cli;

import io.frameflow.bench.gpu.BatchSizes;
import io.frameflow.bench.gpu.BatchStages;
import io.frameflow.bench.gpu.GpuReport;
import io.frameflow.bench.gpu.GpuRequirements;
import io.frameflow.bench.gpu.ProductLimit;
import io.frameflow.bench.gpu.RandomNetwork;
import io.frameflow.bench.measuring.Plan;
import io.frameflow.bench.measuring.Row;
import io.frameflow.bench.report.BenchReport;
import io.frameflow.bench.report.Machine;
import io.frameflow.bench.report.StageReport;
import io.frameflow.bench.report.StageTable;
import io.frameflow.bench.scene.PeerChoice;
import io.frameflow.bench.scene.Scene;
import io.frameflow.bench.stages.Stage;
import io.frameflow.detector.models.ModelManifest;
import io.frameflow.detector.models.ModelPackage;
import io.frameflow.detector.tensorflow.TensorFlowRuntime;
import io.frameflow.standalone.Installation;
import io.frameflow.standalone.soak.Pictures;
import io.frameflow.standalone.stack.LocalStack;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code frameflow bench gpu}: the detector on an NVIDIA GPU, from one picture to many at once. */
@Command(
    name = "gpu",
    mixinStandardHelpOptions = true,
    description =
        "Measures the model, and VGG16 at 600x1000 pixels with 2000 regions (random weights), on an"
            + " NVIDIA GPU in batches of 1 to 64: convolutions and heads beside libtorch, with"
            + " input and output on the card; network and detector as they are served; all in turns"
            + " with the card's best matrix products.",
    footer = {
      "",
      "Needs a GPU and CUDA natives: FRAMEFLOW_CUDA=1 ./frameflow bench gpu --out DIR. All times"
          + " are of one picture. A stage ends with the batch that does not fit into memory."
    })
public final class GpuCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(GpuCommand.class);
  private static final Duration SHORTEST_TURN = Duration.ofMillis(5);
  private static final Duration WARM_UP = Duration.ofMillis(300);
  private static final int PICTURES = 8;
  private static final int LARGEST_ON_CPU = 2;
  private static final int LARGEST_ON_GPU = 64;

  /** Where everything runs. */
  enum Device {
    GPU,
    CPU
  }

  @Spec private CommandSpec spec;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "gpu",
      description =
          "gpu, or cpu: a rehearsal on this processor with a small VGG16, whose figures say nothing"
              + " of a GPU (default: ${DEFAULT-VALUE}).")
  private Device device;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "Model package (default: the one that comes with Frameflow).")
  private Path model;

  @Option(
      names = "--largest-batch",
      paramLabel = "N",
      description = "Batches are 1, 2, 4, ... up to N (default: 64; 2 on a processor).")
  private Integer largestBatch;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "12",
      description = "Turns of each contender in a stage (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "5",
      description = "A stage ends after N seconds, if it had 5 rounds (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--no-libtorch",
      description = "Leave libtorch out, whose CUDA build is another than TensorFlow's.")
  private boolean withoutTorch;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for gpu.json (default: it is not written).")
  private Path out;

  @Override
  public Integer call() throws Exception {
    Plan plan = new Plan(rounds, Duration.ofSeconds(seconds), SHORTEST_TURN, WARM_UP);
    boolean gpu = device == Device.GPU;
    List<Integer> batches =
        BatchSizes.upTo(
            largestBatch != null ? largestBatch : gpu ? LARGEST_ON_GPU : LARGEST_ON_CPU);
    int threads = Runtime.getRuntime().availableProcessors();
    String name = open(gpu, threads);
    if (out != null) {
      Files.createDirectories(out);
    }
    PrintWriter terminal = spec.commandLine().getOut();
    terminal.println("device: " + name);
    ProductLimit limit = ProductLimit.find(gpu, threads);
    GpuReport report = new GpuReport(name, new ArrayList<>());
    Path own = model == null ? Installation.current().defaultModel() : model;
    measure(own, limit, batches, plan, report);
    Path folder = Files.createTempDirectory("frameflow-bench-gpu-");
    try {
      Path vgg = folder.resolve("vgg16");
      (gpu ? RandomNetwork.VGG16 : RandomNetwork.REHEARSAL).write(vgg);
      measure(vgg, limit, batches, plan, report);
    } finally {
      LocalStack.delete(folder);
    }
    if (out != null) {
      report.write(out.resolve("gpu.json"));
      terminal.println("frameflow bench gpu: figures in " + out.resolve("gpu.json"));
    }
    terminal.flush();
    return 0;
  }

  private static String open(boolean gpu, int threads) throws IOException {
    if (gpu) {
      return GpuRequirements.require(threads);
    }
    TensorFlowRuntime.load(threads);
    return "this processor: a rehearsal";
  }

  private void measure(
      Path directory, ProductLimit limit, List<Integer> batches, Plan plan, GpuReport report)
      throws Exception {
    ModelManifest.Input input = ModelPackage.open(directory).manifest().input();
    Scene scene =
        Scene.open(
            directory,
            Pictures.of(input.longSide(), input.shortSide(), PICTURES),
            Runtime.getRuntime().availableProcessors(),
            PeerChoice.parse("none"));
    BenchReport found =
        new BenchReport(
            Machine.here(scene.threads()),
            scene.model().manifest().name() + " " + scene.model().manifest().version(),
            "a simulated street",
            new ArrayList<>());
    report.models().add(found);
    PrintWriter terminal = spec.commandLine().getOut();
    terminal.println(Heading.of(found));
    terminal.println(StageTable.head());
    terminal.flush();
    BatchStages stages = new BatchStages(scene, limit, device == Device.GPU, !withoutTorch);
    for (String name : BatchStages.NAMES) {
      for (int batch : batches) {
        if (!measure(stages, name, batch, plan, found)) {
          break;
        }
      }
    }
  }

  /** Measures one stage at one batch; false if a larger batch is not worth a try. */
  private boolean measure(BatchStages stages, String name, int batch, Plan plan, BenchReport report)
      throws IOException {
    PrintWriter terminal = spec.commandLine().getOut();
    try (Stage stage = stages.open(name, batch)) {
      StageReport found =
          new StageReport(
              stage.name(), stage.title(), Row.of(stage.measure(plan)), stage.absentees());
      report.stages().add(found);
      terminal.println(StageTable.of(found));
      return BatchStages.ran(stage);
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      LOG.debug("{} with a batch of {} ends", name, batch, e);
      terminal.println(
          String.format(
              Locale.ROOT,
              "%s: ends before batch %d: %s",
              name,
              batch,
              String.valueOf(e.getMessage()).lines().findFirst().orElse("")));
      return false;
    } finally {
      terminal.flush();
    }
  }
}

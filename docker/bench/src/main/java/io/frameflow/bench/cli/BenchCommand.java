package io.frameflow.bench.cli;

import io.frameflow.bench.measuring.Plan;
import io.frameflow.bench.measuring.Row;
import io.frameflow.bench.report.BenchPlot;
import io.frameflow.bench.report.BenchReport;
import io.frameflow.bench.report.Machine;
import io.frameflow.bench.report.StageReport;
import io.frameflow.bench.report.StageTable;
import io.frameflow.bench.scene.PeerChoice;
import io.frameflow.bench.scene.Scene;
import io.frameflow.bench.stages.MachineLimit;
import io.frameflow.bench.stages.Stage;
import io.frameflow.bench.stages.Stages;
import io.frameflow.standalone.Installation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code frameflow bench}: how fast it is, beside what the machine can do and what others do. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    subcommands = {GrowthCommand.class, RecallCommand.class, GpuCommand.class},
    description =
        "Measures the detector stage by stage and end to end, in turns with the machine's best"
            + " matrix product and with peers on the same weights and frames.",
    footer = {
      "",
      "GMAC/s: thousand millions of multiply-adds per second; of limit: part of the fastest matrix"
          + " product of the same rounds. x ours: times as long as the stage's first row of"
          + " Frameflow, by round. For the latencies that is the bare detector's batch. A peer that"
          + " computes something else is not timed."
    })
public final class BenchCommand implements Callable<Integer> {

  private static final Duration SHORTEST_TURN = Duration.ofMillis(5);
  private static final Duration WARM_UP = Duration.ofMillis(500);

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "Model package (default: the one that comes with Frameflow).")
  private Path model;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of JPEG files to work on (default: frames of a simulated street).")
  private Path data;

  @Option(
      names = "--frames",
      paramLabel = "N",
      defaultValue = "8",
      description = "Frames to work on, in turns (default: ${DEFAULT-VALUE}).")
  private int frames;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "STAGE",
      description =
          "Stages to measure, of matrix, decode, proposals, convolutions, pooling, heads, network,"
              + " nms, boxes, detector, end-to-end and latency (default: all).")
  private List<String> only;

  @Option(
      names = "--no-end-to-end",
      description = "Leave the stages with Kafka and Flink out, which take a few minutes.")
  private boolean withoutEndToEnd;

  @Option(
      names = "--load",
      paramLabel = "F",
      defaultValue = "0.8",
      description =
          "Frames that the latency stage sends, as a part of what the bare detector does"
              + " (default: ${DEFAULT-VALUE}).")
  private double load;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "24",
      description = "Turns of each contender in a stage (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "30",
      description = "A stage ends after N seconds, if it had 5 rounds (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads that everybody may use (default: one per processor).")
  private Integer threads;

  @Option(
      names = "--peers",
      paramLabel = "NAMES",
      defaultValue = "all",
      description =
          "all, none, or some of onnxruntime,opencv,libtorch,diy (default: ${DEFAULT-VALUE}).")
  private String peers;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for bench.json and bench.png (default: neither is written).")
  private Path out;

  @Override
  public Integer call() throws Exception {
    Plan plan = new Plan(rounds, Duration.ofSeconds(seconds), SHORTEST_TURN, WARM_UP);
    PeerChoice choice = PeerChoice.parse(peers);
    List<String> wanted = StageChoice.of(only, withoutEndToEnd);
    if (out != null) {
      Files.createDirectories(out);
    }
    PrintWriter terminal = spec.commandLine().getOut();
    Scene scene = scene(choice);
    Machine machine = Machine.here(scene.threads());
    BenchReport report =
        new BenchReport(machine, Heading.model(scene), source(), new ArrayList<>());
    terminal.println(Heading.of(report));
    terminal.println(StageTable.head());
    terminal.flush();
    Stages stages = new Stages(scene, MachineLimit.find(scene.threads()), load);
    for (String name : wanted) {
      StageReport found = measure(stages, name, plan);
      report.stages().add(found);
      terminal.println(StageTable.of(found));
      terminal.flush();
    }
    if (out != null) {
      report.write(out.resolve("bench.json"));
      BenchPlot.write(out.resolve("bench.png"), report.stages());
      terminal.println("frameflow bench: figures in " + out.resolve("bench.json"));
    }
    terminal.flush();
    return 0;
  }

  private Scene scene(PeerChoice choice) throws IOException {
    return Scene.open(
        model == null ? Installation.current().defaultModel() : model,
        data == null ? Frames.simulated(frames) : Frames.ofFolder(data, frames),
        threads == null ? Runtime.getRuntime().availableProcessors() : threads,
        choice);
  }

  private String source() {
    return data == null ? "a simulated street" : data.toString();
  }

  private static StageReport measure(Stages stages, String name, Plan plan) throws Exception {
    try (Stage stage = stages.open(name)) {
      List<Row> rows = Row.of(stage.measure(plan));
      return new StageReport(stage.name(), stage.title(), rows, stage.absentees());
    }
  }
}

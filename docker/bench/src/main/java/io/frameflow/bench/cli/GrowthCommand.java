package io.frameflow.bench.cli;

import io.frameflow.bench.growth.Bend;
import io.frameflow.bench.growth.GrowthTable;
import io.frameflow.bench.growth.Sizing;
import io.frameflow.bench.growth.report.GrowthPlot;
import io.frameflow.bench.growth.report.GrowthReport;
import io.frameflow.bench.growth.report.GrowthText;
import io.frameflow.bench.growth.tables.GrowthPlan;
import io.frameflow.bench.growth.tables.Tables;
import io.frameflow.bench.measuring.Plan;
import io.frameflow.bench.report.Machine;
import io.frameflow.bench.scene.PeerChoice;
import io.frameflow.bench.scene.Scene;
import io.frameflow.standalone.Installation;
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

/** {@code frameflow bench growth}: what happens as cameras, pixels, classes and processes grow. */
@Command(
    name = "growth",
    mixinStandardHelpOptions = true,
    description =
        "Measures how time and throughput follow cameras, frame size, proposals, classes, task"
            + " slots and TaskManagers, says where each leaves the straight line, and computes"
            + " what many cameras need.",
    footer = {
      "",
      "x first: times the first row. per unit: the same for one unit of work, 1.00 where it grows"
          + " in a straight line; of cameras, whose load is the same in each row, where it stays"
          + " level. of bare: of the detector in a loop without Kafka and Flink, in turns. least"
          + " and most served: the cameras that got least and most, in equal shares. "
          + Bend.RULE
    })
public final class GrowthCommand implements Callable<Integer> {

  private static final Duration SHORTEST_TURN = Duration.ofMillis(5);
  private static final Duration WARM_UP = Duration.ofMillis(300);

  @Spec private CommandSpec spec;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "TABLE",
      description =
          "Tables to measure, of frame-size, proposals, classes, cameras, slots, task-managers and"
              + " sizing (default: all).")
  private List<String> only;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "Model package (default: the one that comes with Frameflow).")
  private Path model;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of the detector (default: one per processor).")
  private Integer threads;

  @Option(
      names = "--frames",
      paramLabel = "N",
      defaultValue = "8",
      description =
          "Frames to work on, which make one batch where there is no job (default:"
              + " ${DEFAULT-VALUE}).")
  private int frames;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "15",
      description = "Turns of each row without Kafka (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "30",
      description =
          "A table without Kafka ends after N seconds, if it had 5 rounds (default:"
              + " ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--job-rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "Turns of each row with a job (default: ${DEFAULT-VALUE}).")
  private int jobRounds;

  @Option(
      names = "--job-seconds",
      paramLabel = "N",
      defaultValue = "6",
      description = "How long the cameras of a turn send (default: ${DEFAULT-VALUE}).")
  private int jobSeconds;

  @Option(
      names = "--cameras",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Cameras of the sizing (default: ${DEFAULT-VALUE}).")
  private int cameras;

  @Option(
      names = "--camera-rate",
      paramLabel = "X",
      defaultValue = "5",
      description = "Frames per second of each of them (default: ${DEFAULT-VALUE}).")
  private double cameraRate;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for growth.json and growth.png (default: neither is written).")
  private Path out;

  @Override
  public Integer call() throws Exception {
    Plan plan = new Plan(rounds, Duration.ofSeconds(seconds), SHORTEST_TURN, WARM_UP);
    GrowthPlan growth = new GrowthPlan(plan, jobRounds, Duration.ofSeconds(jobSeconds));
    List<String> wanted = Tables.choice(only);
    if (cameras < 1 || !(cameraRate > 0)) {
      throw new IllegalArgumentException(
          "a sizing needs cameras and a rate above 0, but --cameras is %d and --camera-rate %s"
              .formatted(cameras, cameraRate));
    }
    if (out != null) {
      Files.createDirectories(out);
    }
    PrintWriter terminal = spec.commandLine().getOut();
    Scene scene =
        Scene.open(
            model == null ? Installation.current().defaultModel() : model,
            Frames.simulated(frames),
            threads == null ? Runtime.getRuntime().availableProcessors() : threads,
            PeerChoice.parse("none"));
    Machine machine = Machine.here(scene.threads());
    terminal.println(Heading.of(Heading.model(scene), "a simulated street", machine));
    Tables tables = new Tables(scene, growth);
    List<GrowthTable> measured = new ArrayList<>();
    for (String name : wanted) {
      for (GrowthTable table : tables.measure(name)) {
        measured.add(table);
        terminal.println(GrowthText.of(table));
        terminal.flush();
      }
    }
    Sizing sizing = wanted.contains(Tables.SIZING) ? tables.sizing(cameras, cameraRate) : null;
    if (sizing != null) {
      terminal.println(GrowthText.of(sizing));
    }
    terminal.println(Bend.RULE);
    if (out != null) {
      GrowthReport.of(machine, Heading.model(scene), measured, sizing)
          .write(out.resolve("growth.json"));
      GrowthPlot.write(out.resolve("growth.png"), measured);
      terminal.println("frameflow bench growth: figures in " + out.resolve("growth.json"));
    }
    terminal.flush();
    return 0;
  }
}

package io.frameflow.standalone.demo;

import io.frameflow.standalone.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code frameflow demo}: everything on this machine, with simulated cameras. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Runs the whole pipeline on this machine: Kafka, schema registry, Flink with its dashboard,"
            + " simulated cameras, analytics and the live page. Ctrl-C ends it with a summary.",
    footer = {
      "",
      "Exit code 0: every frame is accounted for. 1: some are not, or a part failed.",
    })
public final class DemoCommand implements Callable<Integer> {

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "End after N seconds of frames (default: at Ctrl-C).")
  private Integer seconds;

  @Option(
      names = "--cameras",
      paramLabel = "N",
      defaultValue = "2",
      description = "Simulated cameras (default: ${DEFAULT-VALUE}).")
  private int cameras;

  @Option(
      names = "--rate",
      paramLabel = "FPS",
      defaultValue = "12",
      description = "Frames per second of each simulated camera (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "2026",
      description = "Decides the streets that the cameras film (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "Model package to serve (default: the one that comes with Frameflow).")
  private Path model;

  @Option(
      names = "--latency-target",
      paramLabel = "TIME",
      defaultValue = "500 ms",
      description =
          "Most time from a frame's arrival in the detector to its result; no batch waits for more"
              + " frames than it leaves time for (default: ${DEFAULT-VALUE}).")
  private String latencyTarget;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Folder for all data and logs (default: a temporary one).")
  private Path dataDir;

  @Option(names = "--keep-data", description = "Leave the data folder behind at the end.")
  private boolean keepData;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the summary as JSON to FILE.")
  private Path json;

  @Option(
      names = "--kafka-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Kafka's port (default: any free one).")
  private int kafkaPort;

  @Option(
      names = "--registry-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "The schema registry's port (default: any free one).")
  private int registryPort;

  @Option(
      names = "--flink-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "The Flink dashboard's port (default: any free one).")
  private int flinkPort;

  @Option(
      names = "--page-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "The live page's port (default: any free one).")
  private int pagePort;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Installation installation = Installation.current();
    DemoOptions options =
        new DemoOptions(
            Optional.ofNullable(seconds).map(Duration::ofSeconds),
            cameras,
            rate,
            seed,
            model == null ? installation.defaultModel() : model,
            latencyTarget,
            dataDir == null ? Files.createTempDirectory("frameflow-demo-") : dataDir,
            keepData,
            new DemoOptions.Ports(kafkaPort, registryPort, flinkPort, pagePort),
            Optional.ofNullable(json));
    try (Interruption interruption = Interruption.install()) {
      DemoSummary summary = new Demo(options, installation, interruption).run();
      return summary.addsUp() ? 0 : 1;
    }
  }
}

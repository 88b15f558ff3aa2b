package io.frameflow.standalone.overload;

import io.frameflow.pipeline.waiting.ShedPolicy;
import io.frameflow.standalone.Installation;
import io.frameflow.standalone.LogFile;
import io.frameflow.standalone.soak.SoakStack;
import io.frameflow.standalone.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code frameflow overload}: proves what a shedding policy promises. */
@Command(
    name = "overload",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Measures how many frames a second the job can do on this machine, sends it several times"
            + " as many from cameras of unequal rates, and checks that every frame is accounted"
            + " for, that the lag stays within the policy's bound, and that no camera gets less"
            + " than its fair share.",
    footer = {
      "",
      "Exit code 0: all of it holds. 1: something does not, or a part failed.",
    })
public final class OverloadCommand implements Callable<Integer> {

  @Option(
      names = "--shed",
      paramLabel = "POLICY",
      defaultValue = "stale",
      description = "never, stale or latest, as of the job (default: ${DEFAULT-VALUE}).")
  private ShedPolicy shed;

  @Option(
      names = "--max-age",
      paramLabel = "TIME",
      defaultValue = "2 s",
      description = "Allowed age under --shed stale (default: ${DEFAULT-VALUE}).")
  private String maxAge;

  @Option(
      names = "--factor",
      paramLabel = "X",
      defaultValue = "3",
      description = "Load, in times what the job can do (default: ${DEFAULT-VALUE}).")
  private double factor;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "600",
      description = "How long the load lasts (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--cameras",
      paramLabel = "N",
      defaultValue = "6",
      description =
          "Cameras; each sends half as much as the one before (default: ${DEFAULT-VALUE}).")
  private int cameras;

  @Option(names = "--kill", description = "Let the job's task break down in the middle.")
  private boolean kill;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "Model package to serve (default: the one that comes with Frameflow).")
  private Path model;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "overload",
      description = "Folder for samples, plots and the log (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the report as JSON to FILE.")
  private Path json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Installation installation = Installation.current();
    OverloadOptions options =
        new OverloadOptions(
            shed,
            maxAge,
            factor,
            Duration.ofSeconds(seconds),
            cameras,
            kill,
            model == null ? installation.defaultModel() : model,
            out,
            Optional.ofNullable(json));
    Files.createDirectories(out);
    LogFile.open(out.resolve("frameflow.log"));
    Path dir = Files.createTempDirectory("frameflow-overload-");
    try (SoakStack stack = SoakStack.start(dir, installation.registry())) {
      OverloadReport report = new Overload(options, stack, System.out).run();
      System.out.println();
      System.out.println(report.text());
      if (json != null) {
        report.write(json);
      }
      return report.holds() ? 0 : 1;
    } finally {
      LocalStack.delete(dir);
    }
  }
}

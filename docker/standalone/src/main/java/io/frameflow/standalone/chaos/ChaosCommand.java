package io.frameflow.standalone.chaos;

import io.frameflow.connectors.terminal.StopSignal;
import io.frameflow.standalone.stack.LocalStack;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code frameflow chaos}: breaks a cluster of real processes, and audits what became of it. */
@Command(
    name = "chaos",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Starts a cluster of real processes on this machine, kills, freezes, cuts off and fills up"
            + " its parts one after the other while cameras push frames, and audits the result.",
    footer = {
      "",
      "The same seed injects the same faults. Faults that need what is not there are left out, and",
      "the report says so: full disks need root, clocks of processes need libfaketime.",
      "A fault of which nothing is to be seen does not count; another one takes its place.",
      "Exit code 0: every fault was survived, no frame is lost, doubled or out of order. 1: not"
          + " so.",
      "Ctrl-C ends it with a report of the faults so far, and exit code 130."
    })
public final class ChaosCommand implements Callable<Integer> {

  /** What a shell says of a program that Ctrl-C ended. */
  private static final int INTERRUPTED = 130;

  @Option(
      names = "--faults",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many faults (default: ${DEFAULT-VALUE}).")
  private int faults;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Decides which faults, in which order and how (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--only",
      paramLabel = "KIND",
      split = ",",
      description = "Kinds of fault to choose from (default: all): ${COMPLETION-CANDIDATES}.")
  private Set<FaultKind> only = EnumSet.allOf(FaultKind.class);

  @Option(
      names = "--task-managers",
      paramLabel = "N",
      defaultValue = "2",
      description = "TaskManagers, about 1.3 GB each (default: ${DEFAULT-VALUE}).")
  private int taskManagers;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the report as JSON to FILE.")
  private Path json;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Folder for logs, data and a plot of the recovery times (default: a temporary one that"
              + " goes when all went well).")
  private Path out;

  @Parameters(
      paramLabel = "-- JOB-OPTION",
      description = "Options of the job, after --, as of frameflow job.")
  private List<String> jobArguments = List.of();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Path folder = out == null ? Files.createTempDirectory("frameflow-chaos-") : out;
    Files.createDirectories(folder);
    ChaosOptions options =
        new ChaosOptions(faults, seed, taskManagers, only, jobArguments, folder.toAbsolutePath());
    try (StopSignal signal = StopSignal.install(Thread.currentThread()::interrupt)) {
      signal.exitCode(INTERRUPTED);
      ChaosReport report = Chaos.run(options, this::say);
      publish(report, folder);
      if (report.interrupted()) {
        return INTERRUPTED;
      }
      return report.passed() ? 0 : 1;
    }
  }

  private void publish(ChaosReport report, Path folder) throws IOException {
    say("");
    say(report.text().stripTrailing());
    if (json != null) {
      ChaosJson.write(report, json);
    }
    if (out != null) {
      RecoveryPlot.write(report.recoveries(), out.resolve("recovery.png"));
    } else if (report.passed()) {
      LocalStack.delete(folder);
    }
  }

  private void say(String line) {
    PrintWriter print = spec.commandLine().getOut();
    print.println(line);
    print.flush();
  }
}

package io.frameflow.standalone.soak;

import io.frameflow.standalone.Installation;
import io.frameflow.standalone.LogFile;
import io.frameflow.standalone.stack.LocalStack;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code frameflow soak}: proves that nothing leaks over a long life. */
@Command(
    name = "soak",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Starts and ends jobs, sends frames through one, and loads and unloads a model, each many"
            + " times in one process, and measures that its memory stays flat. Without a flag for"
            + " a part, all parts run.",
    footer = {
      "",
      "Exit code 0: every limit holds. 1: one does not, or a part failed.",
    })
public final class SoakCommand implements Callable<Integer> {
  private static final long WARM_UP_CYCLES = 10;

  /** What runs once per job becomes warm late: the JIT's notes on it are Metaspace, too. */
  private static final long WARM_UP_STARTS = 20;

  private static final long WARM_UP_FRAMES = 5_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--restarts",
      arity = "0..1",
      fallbackValue = "100",
      paramLabel = "N",
      description = "Start and end N jobs, each with a Flink of its own (100).")
  private Long restarts;

  @Option(
      names = "--submissions",
      arity = "0..1",
      fallbackValue = "100",
      paramLabel = "N",
      description =
          "Submit the job's jar N times to a session cluster of processes, and watch its"
              + " TaskManager (100).")
  private Long submissions;

  @Option(
      names = "--frames",
      arity = "0..1",
      fallbackValue = "100000",
      paramLabel = "N",
      description =
          "Send N frames through one job (100000). Without --model it has a tiny one, made for"
              + " this, that takes hundreds of small frames a second.")
  private Long frames;

  @Option(
      names = "--loads",
      arity = "0..1",
      fallbackValue = "200",
      paramLabel = "N",
      description = "Load and unload a model N times (200).")
  private Long loads;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description =
          "Model package for all parts (default: the one that comes with Frameflow, and the tiny"
              + " one for --frames).")
  private Path model;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "soak",
      description =
          "Folder for samples (CSV), plots (PNG) and the log (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures as JSON to FILE.")
  private Path json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    checkCounts();
    if (restarts == null && submissions == null && frames == null && loads == null) {
      restarts = 100L;
      submissions = 100L;
      frames = 100_000L;
      loads = 200L;
    }
    Files.createDirectories(out);
    LogFile.open(out.resolve("frameflow.log"));
    SoakReport report = new SoakReport();
    Path defaultModel = model == null ? Installation.current().defaultModel() : model;
    if (loads != null) {
      run(new Loads(defaultModel, WARM_UP_CYCLES, loads), report);
    }
    if (restarts != null) {
      onStack(
          (stack, dir) -> run(new Restarts(stack, defaultModel, WARM_UP_STARTS, restarts), report));
    }
    if (submissions != null) {
      inFolder(dir -> run(new Submissions(dir, defaultModel, WARM_UP_STARTS, submissions), report));
    }
    if (frames != null) {
      onStack(
          (stack, dir) -> {
            Path served = model;
            if (served == null) {
              served = dir.resolve("tiny");
              TinyModel.write(served);
            }
            run(new Frames(stack, served, WARM_UP_FRAMES, frames), report);
          });
    }
    say(report.text());
    if (json != null) {
      report.write(json);
    }
    return report.holds() ? 0 : 1;
  }

  private void checkCounts() {
    atLeast("--restarts", restarts, Trend.LEAST_SAMPLES);
    atLeast("--submissions", submissions, Trend.LEAST_SAMPLES);
    atLeast("--loads", loads, Trend.LEAST_SAMPLES);
    atLeast("--frames", frames, WARM_UP_FRAMES + Frames.leastForATrend());
  }

  private void atLeast(String flag, Long value, long least) {
    if (value != null && value < least) {
      throw new ParameterException(
          spec.commandLine(), "%s must be at least %d, but is %d".formatted(flag, least, value));
    }
  }

  @FunctionalInterface
  private interface StackUse {
    void with(SoakStack stack, Path dir) throws IOException, InterruptedException;
  }

  @FunctionalInterface
  private interface FolderUse {
    void with(Path dir) throws IOException, InterruptedException;
  }

  private static void onStack(StackUse use) throws IOException, InterruptedException {
    Path registry = Installation.current().registry();
    inFolder(
        dir -> {
          try (SoakStack stack = SoakStack.start(dir.resolve("stack"), registry)) {
            use.with(stack, dir);
          }
        });
  }

  private static void inFolder(FolderUse use) throws IOException, InterruptedException {
    Path dir = Files.createTempDirectory("frameflow-soak-");
    try {
      use.with(dir);
    } finally {
      LocalStack.delete(dir);
    }
  }

  private void run(SoakPart part, SoakReport report) throws IOException, InterruptedException {
    Samples samples = new Samples(part.name(), part.total(), System.err);
    try {
      part.run(samples);
    } finally {
      if (!samples.all().isEmpty()) {
        samples.write(out.resolve(part.name() + ".csv"));
        MemoryPlot.write(out, part.name(), samples.all());
      }
    }
    report.add(part, samples);
  }

  private void say(String text) {
    PrintStream console = System.out;
    console.print(text);
    console.flush();
  }
}

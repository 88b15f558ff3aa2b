package io.frameflow.connectors.simulation;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The verb {@code simulate}: a data set of drawn street scenes for training and evaluation. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = "Writes a Pascal VOC data set of drawn street scenes with known boxes.")
public final class SimulateCommand implements Callable<Integer> {
  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to write it.")
  private Path out;

  @Option(
      names = "--train",
      defaultValue = "1500",
      paramLabel = "N",
      description = "Number of training images (default: ${DEFAULT-VALUE}).")
  private int train;

  @Option(
      names = "--val",
      defaultValue = "300",
      paramLabel = "N",
      description =
          "Number of validation images, from streets that are not in training (default:"
              + " ${DEFAULT-VALUE}).")
  private int val;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "S",
      description = "The same seed writes the same data set (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--width",
      defaultValue = "640",
      paramLabel = "PIXELS",
      description = "Picture width (default: ${DEFAULT-VALUE}).")
  private int width;

  @Option(
      names = "--height",
      defaultValue = "480",
      paramLabel = "PIXELS",
      description = "Picture height (default: ${DEFAULT-VALUE}).")
  private int height;

  @Option(
      names = "--force",
      description =
          "Write into a directory that is not empty; files of the same name are replaced.")
  private boolean force;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    SimulationDataSet dataSet = new SimulationDataSet(train, val, seed, width, height);
    checkDirectory();
    SimulationDataSet.Summary summary;
    try (ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName("simulate")
            .setUnit(" images", 1)
            .setInitialMax((long) train + val)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(watched() ? 500 : 10_000)
            .build()) {
      summary = dataSet.write(out, bar::stepBy);
    }
    report(summary);
    return 0;
  }

  /** Whether a person watches; a log file needs fewer lines. */
  @SuppressWarnings(
      "SystemConsoleNull") // the build insists on JDK 17, where null means no terminal
  private static boolean watched() {
    return System.console() != null;
  }

  private void checkDirectory() throws IOException {
    if (!Files.exists(out)) {
      return;
    }
    if (!Files.isDirectory(out)) {
      throw new IOException("--out " + out + " is a file; name a directory");
    }
    try (Stream<Path> entries = Files.list(out)) {
      if (!force && entries.findAny().isPresent()) {
        throw new IOException(
            "--out "
                + out
                + " is not empty; name another directory, or add --force to write into"
                + " it");
      }
    }
  }

  private void report(SimulationDataSet.Summary summary) {
    PrintWriter print = spec.commandLine().getOut();
    print.printf(
        "%d images (%d train, %d val) of %d streets in %s%n",
        summary.images(), train, val, summary.streets(), out);
    summary
        .counts()
        .forEach(
            (label, count) ->
                print.printf(
                    "  %-8s %6d objects, %5d more are difficult%n",
                    label, count.objects(), count.difficult()));
    print.flush();
  }
}

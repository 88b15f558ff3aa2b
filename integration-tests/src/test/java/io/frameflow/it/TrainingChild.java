package io.frameflow.it;

import io.frameflow.standalone.Frameflow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The verb {@code train} in a process of its own, which may be killed. */
final class TrainingChild {

  private static final long POLL_MILLIS = 2;
  private static final long LIMIT_NANOS = TimeUnit.MINUTES.toNanos(10);

  private final Path folder;
  private final Path output;
  private final Process process;

  private TrainingChild(Path folder, Path output, Process process) {
    this.folder = folder;
    this.output = output;
    this.process = process;
  }

  /**
   * Starts one.
   *
   * @param run its folder
   */
  static TrainingChild start(Path data, Path run, String... more) throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-Xmx500m", "-XX:+UseSerialGC", "-Djava.awt.headless=true"));
    line.addAll(List.of("-cp", System.getProperty("java.class.path")));
    line.addAll(List.of(Frameflow.class.getName(), "train", "--data", data.toString()));
    line.addAll(List.of("--out", run.toString(), "--threads=2", "--precision=fp32"));
    line.addAll(List.of("--backbone=plain-lite", "--rois-per-image=8", "--proposal-count=40"));
    line.addAll(List.of("--short-side=96", "--long-side=128", "--keep=.8"));
    line.addAll(List.of(more));
    Path output = Files.createTempFile("frameflow-training-", ".log");
    return new TrainingChild(
        run,
        output,
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile()).start());
  }

  /** Waits for its end and gives the exit code. */
  int end() throws InterruptedException {
    if (!process.waitFor(LIMIT_NANOS, TimeUnit.NANOSECONDS)) {
      process.destroyForcibly().waitFor();
      throw new IllegalStateException("training did not end in time; see " + output);
    }
    return process.exitValue();
  }

  /**
   * Kills it, without any warning to it, a while after its log of steps has that many rows.
   *
   * @return whether it was killed before it ended by itself
   */
  boolean killAfter(int rows, long furtherMillis) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + LIMIT_NANOS;
    while (new Log(folder).rows() < rows) {
      if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        return false;
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("training does not get on; see " + output);
      }
    }
    if (process.waitFor(furtherMillis, TimeUnit.MILLISECONDS)) {
      return false;
    }
    process.destroyForcibly().waitFor();
    return true;
  }

  /** What it said. */
  String said() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A run's log of steps. */
  record Log(Path folder) {

    Path file() {
      return folder.resolve("metrics.csv");
    }

    /** How many rows there are; -1 before the file is there. */
    int rows() throws IOException {
      if (!Files.exists(file())) {
        return -1;
      }
      try (Stream<String> lines = Files.lines(file())) {
        return (int) lines.count() - 1;
      }
    }

    /** Its rows without the last cell, the time that a step took. */
    List<String> withoutTimes() throws IOException {
      return Files.readAllLines(file()).stream()
          .map(line -> line.substring(0, line.lastIndexOf(',')))
          .toList();
    }
  }
}

package io.frameflow.standalone.soak;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The samples of a part as they are taken, with a line for people now and then. */
public final class Samples {
  private static final Duration LINE_EVERY = Duration.ofSeconds(10);
  private static final double MEGABYTE = 1024 * 1024;

  private final String part;
  private final long total;
  private final PrintStream out;
  private final long startNanos = System.nanoTime();
  private final MemoryReading thisProcess = MemoryReading.ofThisProcess();
  private final List<MemorySample> taken = new ArrayList<>();
  private long lastLineNanos = startNanos - LINE_EVERY.toNanos();

  /**
   * @param total how often the part does its thing
   * @param out takes a line each time that ten seconds have passed
   */
  public Samples(String part, long total, PrintStream out) {
    this.part = part;
    this.total = total;
    this.out = out;
  }

  /** Takes a sample of this process. */
  void take(long done) throws IOException {
    take(done, thisProcess);
  }

  /** Takes a sample of whatever process is read. */
  void take(long done, MemoryReading reading) throws IOException {
    MemorySample sample = reading.now(done, seconds());
    taken.add(sample);
    long now = System.nanoTime();
    if (done == total || now - lastLineNanos >= LINE_EVERY.toNanos()) {
      lastLineNanos = now;
      out.println(line(sample));
      out.flush();
    }
  }

  private double seconds() {
    return (System.nanoTime() - startNanos) / 1e9;
  }

  private String line(MemorySample s) {
    return String.format(
        Locale.ROOT,
        "%s %,d/%,d  %.0f s  heap %.0f  metaspace %.0f  resident %.0f  native %.0f (+%.0f kept) MB"
            + "  threads %d (ours %d, Flink's %d)  job class loaders %d",
        part,
        s.done(),
        total,
        s.seconds(),
        s.heap() / MEGABYTE,
        s.metaspace() / MEGABYTE,
        s.resident() / MEGABYTE,
        s.nativeUsed() / MEGABYTE,
        s.nativeKept() / MEGABYTE,
        s.threads(),
        s.ourThreads(),
        s.flinkThreads(),
        s.jobLoaders());
  }

  /** All of them, oldest first. */
  public List<MemorySample> all() {
    return List.copyOf(taken);
  }

  /** Those from the end of the warm-up on. */
  List<MemorySample> after(long warmUp) {
    return taken.stream().filter(sample -> sample.done() >= warmUp).toList();
  }

  /** Writes all as CSV; sizes are bytes. */
  void write(Path file) throws IOException {
    try (BufferedWriter csv = Files.newBufferedWriter(file)) {
      csv.write(
          "done,seconds,heap,metaspace,classes,jobLoaders,threads,ourThreads,flinkThreads,resident,"
              + "nativeUsed,nativeKept\n");
      for (MemorySample s : taken) {
        csv.write(
            String.format(
                Locale.ROOT,
                "%d,%.1f,%d,%d,%d,%d,%d,%d,%d,%d,%d,%d%n",
                s.done(),
                s.seconds(),
                s.heap(),
                s.metaspace(),
                s.classes(),
                s.jobLoaders(),
                s.threads(),
                s.ourThreads(),
                s.flinkThreads(),
                s.resident(),
                s.nativeUsed(),
                s.nativeKept()));
      }
    }
  }
}

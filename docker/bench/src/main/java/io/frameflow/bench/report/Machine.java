package io.frameflow.bench.report;

import io.frameflow.detector.Processor;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the figures depend on.
 *
 * @param processor its name
 * @param matrixInstructions those that matrix products gain from
 * @param processors that this process sees
 * @param threads that everybody may use
 * @param load runnable tasks over the last minute when the run began; above 0 others were busy
 * @param java version of the JVM
 */
public record Machine(
    String processor,
    Set<String> matrixInstructions,
    int processors,
    int threads,
    double load,
    String java) {

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
  private static final List<String> INSTRUCTIONS =
      List.of("avx2", "avx512f", "avx512_vnni", "avx512_bf16", "amx_int8", "amx_bf16");

  /** This machine, now. */
  public static Machine here(int threads) throws IOException {
    Set<String> known = new TreeSet<>(INSTRUCTIONS);
    known.retainAll(Processor.here().flags());
    return new Machine(
        processorName(),
        known,
        Runtime.getRuntime().availableProcessors(),
        threads,
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        System.getProperty("java.version"));
  }

  private static String processorName() throws IOException {
    List<String> info = Files.isReadable(CPU_INFO) ? Files.readAllLines(CPU_INFO) : List.of();
    return info.stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown");
  }
}

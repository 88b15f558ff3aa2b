package io.frameflow.detector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * What the processor can do, as Linux lists it in {@code /proc/cpuinfo}; nothing is known
 * elsewhere.
 *
 * @param flags such as {@code avx512f}
 */
public record Processor(Set<String> flags) {

  public Processor {
    flags = Set.copyOf(flags);
  }

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  /** The one that this runs on. */
  public static Processor here() {
    return read(CPU_INFO);
  }

  /** All cores of a machine are taken to be alike: the first one's flags count. */
  static Processor read(Path cpuInfo) {
    if (!Files.isReadable(cpuInfo)) {
      return new Processor(Set.of());
    }
    try (var lines = Files.lines(cpuInfo)) {
      return new Processor(
          lines
              .filter(line -> line.startsWith("flags"))
              .findFirst()
              .map(line -> Set.of(line.substring(line.indexOf(':') + 1).trim().split("\\s+")))
              .orElse(Set.of()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + cpuInfo + ": " + e.getMessage(), e);
    }
  }

  /** Whether it multiplies whole tiles of bfloat16 (AMX), at several times the speed of fp32. */
  public boolean multipliesTiles() {
    return flags.contains("amx_bf16");
  }

  /**
   * Whether it has any instruction that multiplies bfloat16; others emulate it, five times slower.
   */
  public boolean multipliesBfloat16() {
    return multipliesTiles() || flags.contains("avx512_bf16");
  }
}

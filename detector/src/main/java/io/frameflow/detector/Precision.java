package io.frameflow.detector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The number format of the network's matrix products. */
public enum Precision {
  /**
   * {@link #BF16} where the processor multiplies it in hardware tiles (AMX), else {@link #FP32}.
   */
  AUTO,
  /** 32-bit floating point throughout. */
  FP32,
  /**
   * Products in bfloat16, sums in 32 bits. With AMX three times as fast; without it, several times
   * slower.
   */
  BF16;

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  /** {@link #FP32} or {@link #BF16}: this choice, or for {@link #AUTO} what suits this machine. */
  public Precision resolve() {
    return this == AUTO ? resolve(CPU_INFO) : this;
  }

  static Precision resolve(Path cpuInfo) {
    if (!Files.isReadable(cpuInfo)) {
      return FP32;
    }
    try {
      return Files.readString(cpuInfo).contains("amx_bf16") ? BF16 : FP32;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + cpuInfo + ": " + e.getMessage(), e);
    }
  }
}

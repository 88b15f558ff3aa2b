package io.frameflow.train.cli;

import io.frameflow.detector.DetectorOptions;
import io.frameflow.detector.Precision;
import io.frameflow.train.solver.SessionSettings;
import picocli.CommandLine.Option;

/** Flags about the machine that trains or detects. */
final class MachineOptions {

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of the network (default: one per processor).")
  private Integer threads;

  @Option(
      names = "--precision",
      defaultValue = "auto",
      paramLabel = "P",
      description =
          "Matrix products in fp32 or bf16; auto takes bf16 where the processor has AMX"
              + " (default: ${DEFAULT-VALUE}).")
  private String precision;

  /**
   * @throws IllegalArgumentException naming the flag that is out of range
   */
  SessionSettings session() {
    return new SessionSettings(
        threads == null ? Runtime.getRuntime().availableProcessors() : threads, precision());
  }

  /**
   * @throws IllegalArgumentException naming the flag that is out of range
   */
  DetectorOptions detector() {
    // by the processor, not by a trial: the same command must give the same figures again
    DetectorOptions options = DetectorOptions.defaults().withPrecision(precision().resolve());
    return threads == null ? options : options.withThreads(threads);
  }

  private Precision precision() {
    return Words.parse(Precision.class, "--precision", precision);
  }
}

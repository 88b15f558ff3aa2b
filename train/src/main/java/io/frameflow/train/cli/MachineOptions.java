package io.frameflow.train.cli;

import io.frameflow.detector.Precision;
import io.frameflow.train.solver.SessionSettings;
import picocli.CommandLine.Option;

/** Flags about the machine that trains. */
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
    int count = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    return new SessionSettings(count, Words.parse(Precision.class, "--precision", precision));
  }
}

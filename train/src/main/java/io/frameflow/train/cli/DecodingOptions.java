package io.frameflow.train.cli;

import io.frameflow.train.data.ParallelDecoding;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How a verb that opens every image does it. */
final class DecodingOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Images that are decoded at the same time (default: one per processor).")
  private Integer threads;

  /**
   * @throws ParameterException if the number of threads is out of range
   */
  ParallelDecoding decoding() throws IOException {
    int count = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    try {
      return new ParallelDecoding(count);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
    }
  }
}

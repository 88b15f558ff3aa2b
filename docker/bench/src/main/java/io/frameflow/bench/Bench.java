package io.frameflow.bench;

import io.frameflow.bench.cli.BenchCommand;
import io.frameflow.standalone.Frameflow;
import picocli.CommandLine;

/** Frameflow's command line with one verb more, which brings its own libraries along. */
public final class Bench {

  private Bench() {}

  /** Runs one verb and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The command line with all verbs. */
  static CommandLine commandLine() {
    return Frameflow.commandLine()
        .addSubcommand(new BenchCommand())
        // What was set before reaches only the verbs that were there.
        .setCaseInsensitiveEnumValuesAllowed(true);
  }
}

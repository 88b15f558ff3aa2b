package io.frameflow.bench;

import io.frameflow.bench.cli.BenchCommand;
import io.frameflow.standalone.Frameflow;

/** Frameflow's command line with one verb more, which brings its own libraries along. */
public final class Bench {

  private Bench() {}

  /** Runs one verb and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(Frameflow.commandLine().addSubcommand(new BenchCommand()).execute(args));
  }
}

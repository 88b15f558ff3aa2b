package io.frameflow.train.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * Runs of a verb as from a shell, with what they printed, one after the other.
 *
 * @param verb makes the command of each run
 * @param out standard output
 * @param err standard error, with the exception that ended a run
 */
record CommandRun(Supplier<Object> verb, StringWriter out, StringWriter err) {

  /** The exit code of a failure that is no wrong flag. */
  private static final int FAILED = 1;

  static CommandRun of(Supplier<Object> verb) {
    return new CommandRun(verb, new StringWriter(), new StringWriter());
  }

  /** Runs and returns the exit code. */
  int with(String... arguments) {
    return new CommandLine(verb.get())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .setExecutionExceptionHandler(
            (exception, line, parsed) -> {
              err.write(exception + "\n");
              return FAILED;
            })
        .execute(arguments);
  }

  /** Forgets what was printed so far. */
  void clear() {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
  }
}

package io.frameflow.it.security;

import io.frameflow.standalone.Frameflow;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;

/** A verb of the command line run in this process, as far as its user sees it. */
record Verb(int exitCode, String out, String err, Duration took) {

  static Verb run(List<String> arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    long start = System.nanoTime();
    int exitCode =
        Frameflow.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments.toArray(String[]::new));
    return new Verb(
        exitCode, out.toString(), err.toString(), Duration.ofNanos(System.nanoTime() - start));
  }
}

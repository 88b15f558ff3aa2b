package io.frameflow.standalone;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Turns a failed verb into one line on standard error. Exceptions that speak to users (I/O and
 * illegal arguments, with a complete message) are printed as they are; anything else is a bug and
 * says so. {@code FRAMEFLOW_STACK_TRACE=1} adds the stack trace.
 */
final class FailureLine implements IExecutionExceptionHandler {

  /** Exit code of a failure that a user can mend. */
  static final int FAILED = 1;

  /** Exit code of a bug (EX_SOFTWARE of sysexits). */
  static final int BUG = 70;

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    boolean expected = isForUsers(e);
    err.println(
        command.getCommandSpec().qualifiedName()
            + ": "
            + (expected ? message(e) : "internal error: " + e + " (please report it)"));
    if (System.getenv("FRAMEFLOW_STACK_TRACE") != null) {
      e.printStackTrace(err);
    } else if (!expected) {
      err.println("  run again with FRAMEFLOW_STACK_TRACE=1 to see where");
    }
    err.flush();
    return expected ? FAILED : BUG;
  }

  private static boolean isForUsers(Exception e) {
    return e instanceof IOException
        || e instanceof UncheckedIOException
        || e instanceof IllegalArgumentException
        || e instanceof org.apache.kafka.common.KafkaException;
  }

  /** One line, whatever the library put into its message. */
  private static String message(Exception e) {
    Throwable shown = e instanceof UncheckedIOException && e.getCause() != null ? e.getCause() : e;
    String text = shown.getMessage() == null ? shown.toString() : shown.getMessage();
    if (shown instanceof java.nio.file.NoSuchFileException) {
      text = text + ": no such file";
    }
    return text.replaceAll("\\s*\\R\\s*", " ").strip();
  }
}

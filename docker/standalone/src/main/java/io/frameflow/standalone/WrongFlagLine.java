package io.frameflow.standalone;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Answers a wrong flag with one line and, where it can, the right one; not with the whole help. */
final class WrongFlagLine implements IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    String name = command.getCommandSpec().qualifiedName();
    err.println(name + ": " + String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " "));
    if (!UnmatchedArgumentException.printSuggestions(e, err)) {
      err.println("  see " + name + " --help");
    }
    err.flush();
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }
}

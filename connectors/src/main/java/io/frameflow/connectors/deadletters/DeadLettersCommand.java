package io.frameflow.connectors.deadletters;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code frameflow dead-letters}: what became of frames that could not be processed. */
@Command(
    name = "dead-letters",
    mixinStandardHelpOptions = true,
    description = "Lists and explains refused frames, and sends them again.",
    synopsisSubcommandLabel = "list|explain|replay",
    subcommands = {ListCommand.class, ExplainCommand.class, ReplayCommand.class})
public final class DeadLettersCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "say what to do with them: list, explain or replay");
  }
}

package io.frameflow.train.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The verb {@code data}: annotated images before they are trained on. */
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    description = "Checks, divides and describes data sets in Pascal VOC or COCO layout.",
    synopsisSubcommandLabel = "check|split|stats",
    subcommands = {DataCheckCommand.class, DataSplitCommand.class, DataStatsCommand.class})
public final class DataCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do: check, split or stats");
  }
}

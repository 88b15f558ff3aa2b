package io.frameflow.standalone;

import io.frameflow.connectors.audit.AuditCommand;
import io.frameflow.connectors.deadletters.DeadLettersCommand;
import io.frameflow.connectors.page.PageCommand;
import io.frameflow.connectors.push.PushCommand;
import io.frameflow.connectors.simulation.SimulateCommand;
import io.frameflow.connectors.watch.WatchCommand;
import io.frameflow.detector.cli.DetectCommand;
import io.frameflow.pipeline.analytics.AnalyticsCommand;
import io.frameflow.pipeline.cli.JobCommand;
import io.frameflow.pipeline.cli.SettleCommand;
import io.frameflow.standalone.advisories.AdvisoriesCommand;
import io.frameflow.standalone.chaos.ChaosCommand;
import io.frameflow.standalone.demo.DemoCommand;
import io.frameflow.standalone.hostile.HostileCommand;
import io.frameflow.standalone.models.DefaultModelCommand;
import io.frameflow.standalone.overload.OverloadCommand;
import io.frameflow.standalone.soak.SoakCommand;
import io.frameflow.train.cli.AblateCommand;
import io.frameflow.train.cli.CompressCommand;
import io.frameflow.train.cli.DataCommand;
import io.frameflow.train.cli.EvaluateCommand;
import io.frameflow.train.cli.ImportCommand;
import io.frameflow.train.cli.PerRegionCommand;
import io.frameflow.train.cli.TrainCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command line: one verb per subcommand. */
@Command(
    name = "frameflow",
    mixinStandardHelpOptions = true,
    version = "frameflow 0.1.0",
    description = "Camera frames on Kafka in, Fast R-CNN detections on Kafka out.",
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n",
    footer = {"", "  bench is built when it is first called: ./frameflow bench --help"},
    subcommands = {
      DemoCommand.class,
      PushCommand.class,
      WatchCommand.class,
      PageCommand.class,
      AuditCommand.class,
      DeadLettersCommand.class,
      JobCommand.class,
      SettleCommand.class,
      AnalyticsCommand.class,
      DetectCommand.class,
      DataCommand.class,
      TrainCommand.class,
      EvaluateCommand.class,
      ImportCommand.class,
      CompressCommand.class,
      AblateCommand.class,
      PerRegionCommand.class,
      SimulateCommand.class,
      SoakCommand.class,
      ChaosCommand.class,
      OverloadCommand.class,
      DefaultModelCommand.class,
      HostileCommand.class,
      TopicsCommand.class,
      AdvisoriesCommand.class,
      RightsCommand.class,
      HelpCommand.class,
    })
public final class Frameflow {

  private Frameflow() {}

  /** Runs one verb and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The command line with all its verbs. */
  public static CommandLine commandLine() {
    return new CommandLine(new Frameflow())
        .setExecutionExceptionHandler(new FailureLine())
        .setParameterExceptionHandler(new WrongFlagLine())
        .setCaseInsensitiveEnumValuesAllowed(true)
        // --kafka-config @FILE is a value of ours, not a file of arguments.
        .setExpandAtFiles(false);
  }
}

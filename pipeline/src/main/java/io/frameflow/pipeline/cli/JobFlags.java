package io.frameflow.pipeline.cli;

import io.frameflow.pipeline.job.JobKeys;
import io.frameflow.pipeline.job.JobOptions;
import io.frameflow.schemas.connections.ClientProperties;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.TextElement;
import org.apache.flink.util.TimeUtils;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Makes a flag {@code --key VALUE} of each of {@link JobKeys}, so that none can be forgotten. */
public final class JobFlags implements IModelTransformer {

  @Override
  public CommandSpec transform(CommandSpec command) {
    // --kafka-config @FILE is a value of ours, not a file of arguments.
    command.parser().expandAtFiles(false);
    command.addOption(
        OptionSpec.builder("-h", "--help").usageHelp(true).description("Show this help.").build());
    JobKeys.all().forEach(option -> command.addOption(flag(option)));
    return command;
  }

  /**
   * The options as given on the parsed command line.
   *
   * @throws IOException if a file of properties cannot be read
   * @throws IllegalArgumentException naming the flag that is missing or wrong
   */
  static JobOptions read(CommandSpec command) throws IOException {
    JobOptions.Builder builder = JobOptions.builder();
    for (ConfigOption<?> option : JobKeys.all()) {
      Object value = command.findOption("--" + option.key()).getValue();
      if (value instanceof String text) {
        builder.parse(option, text);
      }
    }
    properties(command, JobKeys.KAFKA_CONFIG, builder);
    properties(command, JobKeys.REGISTRY_CONFIG, builder);
    return builder.build();
  }

  private static void properties(
      CommandSpec command, ConfigOption<Map<String, String>> option, JobOptions.Builder builder)
      throws IOException {
    String flag = "--" + option.key();
    List<String> values = command.findOption(flag).getValue();
    if (values != null) {
      ClientProperties.warning(flag, values)
          .ifPresent(line -> command.commandLine().getErr().println("warning: " + line));
      builder.set(option, ClientProperties.parse(flag, values));
    }
  }

  private static OptionSpec flag(ConfigOption<?> option) {
    OptionSpec.Builder flag =
        OptionSpec.builder("--" + option.key()).description(description(option));
    Object standard = option.defaultValue();
    if (standard instanceof Map) {
      // Texts, not pairs: the parser's complaint about a pair would repeat it, secret and all.
      return flag.type(List.class)
          .auxiliaryTypes(String.class)
          .arity("1..*")
          .paramLabel("KEY=VALUE")
          .build();
    }
    if (standard instanceof Boolean) {
      return flag.type(String.class).arity("0..1").fallbackValue("true").paramLabel("BOOL").build();
    }
    return flag.type(String.class).paramLabel(label(standard)).build();
  }

  private static String label(Object standard) {
    if (standard instanceof Duration) {
      return "TIME";
    }
    if (standard instanceof Number) {
      return "N";
    }
    return "VALUE";
  }

  private static String description(ConfigOption<?> option) {
    String text =
        option.description().getBlocks().stream()
            .map(block -> ((TextElement) block).getFormat())
            .collect(Collectors.joining(" "));
    Object standard = option.defaultValue();
    boolean shown = standard != null && !(standard instanceof Map);
    return shown ? text + " Default: " + shown(standard) + "." : text;
  }

  private static String shown(Object standard) {
    if (standard instanceof Duration duration) {
      return TimeUtils.formatWithHighestUnit(duration);
    }
    return standard instanceof Enum
        ? standard.toString().toLowerCase(Locale.ROOT)
        : standard.toString();
  }
}

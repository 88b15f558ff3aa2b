package io.frameflow.standalone.cluster;

import io.frameflow.pipeline.job.JobKeys;
import io.frameflow.pipeline.job.JobOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.util.TimeUtils;

/** A job's options as the command line that gives them: what {@code flink run} passes on. */
public final class JobArguments {

  private JobArguments() {}

  /** Every option that differs from its default. */
  public static List<String> of(JobOptions options) {
    List<String> arguments = new ArrayList<>();
    for (ConfigOption<?> option : JobKeys.all()) {
      options
          .optional(option)
          .filter(value -> !value.equals(option.defaultValue()))
          .ifPresent(value -> add(arguments, "--" + option.key(), value));
    }
    return List.copyOf(arguments);
  }

  private static void add(List<String> arguments, String flag, Object value) {
    if (value instanceof Map<?, ?> properties) {
      properties.forEach(
          (key, setting) -> {
            arguments.add(flag);
            arguments.add(key + "=" + setting);
          });
    } else {
      arguments.add(flag);
      arguments.add(
          value instanceof Duration duration
              ? TimeUtils.formatWithHighestUnit(duration)
              : value.toString());
    }
  }
}

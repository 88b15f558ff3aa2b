package io.frameflow.standalone.chaos;

import io.frameflow.pipeline.job.JobKeys;
import io.frameflow.pipeline.job.JobOptions;
import java.util.Iterator;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;

/** Options of the job that are passed through, {@code --key VALUE}. */
final class JobFlagParser {

  private JobFlagParser() {}

  /**
   * Puts them over what a builder has.
   *
   * @throws IllegalArgumentException naming what is no option of the job
   */
  static void apply(List<String> arguments, JobOptions.Builder builder) {
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String flag = rest.next();
      ConfigOption<?> option = option(flag);
      if (!rest.hasNext()) {
        throw new IllegalArgumentException(flag + " has no value");
      }
      builder.parse(option, rest.next());
    }
  }

  private static ConfigOption<?> option(String flag) {
    for (ConfigOption<?> option : JobKeys.all()) {
      if (flag.equals("--" + option.key())) {
        return option;
      }
    }
    throw new IllegalArgumentException(
        flag + " is no option of the job; frameflow job --help lists them");
  }
}

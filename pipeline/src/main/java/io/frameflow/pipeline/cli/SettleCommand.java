package io.frameflow.pipeline.cli;

import io.frameflow.pipeline.job.JobOptions;
import io.frameflow.pipeline.job.JobTransactions;
import io.frameflow.schemas.rights.KafkaCluster;
import io.frameflow.schemas.topics.Topics;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The verb {@code settle}: aborts what a job that has ended left open. */
@Command(
    name = "settle",
    description = {
      "Aborts the transactions that an ended detection job left open, so that readers of committed"
          + " records go on at once instead of after the transaction timeout.",
      "The job must not run. From its last checkpoint it cannot be restored after this if that"
          + " checkpoint's transactions were among them; --starting-offsets published goes on"
          + " without a loss."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class SettleCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--bootstrap-servers", paramLabel = "HOST:PORT", required = true)
  private String bootstrapServers;

  @Option(
      names = "--kafka-config",
      paramLabel = "KEY=VALUE",
      description = "Kafka client property (security); repeatable.")
  private Map<String, String> kafkaConfig = new HashMap<>();

  @Option(
      names = "--job-name",
      defaultValue = "frameflow-detector",
      description = "As the job had it (default: ${DEFAULT-VALUE}).")
  private String jobName;

  @Option(
      names = "--topic-prefix",
      defaultValue = Topics.DEFAULT_PREFIX,
      description = "As the job had it (default: ${DEFAULT-VALUE}).")
  private String topicPrefix;

  @Option(
      names = "--transactional-id-prefix",
      description = "As the job had it (default: <job-name>-<topic-prefix>).")
  private String transactionalIdPrefix;

  @Override
  public Integer call() throws IOException, InterruptedException {
    String prefix =
        transactionalIdPrefix == null
            ? JobOptions.transactionalIdPrefix(jobName, topicPrefix)
            : transactionalIdPrefix;
    int aborted = JobTransactions.abort(new KafkaCluster(bootstrapServers, kafkaConfig), prefix);
    spec.commandLine().getOut().printf("%d open transactions of %s aborted%n", aborted, prefix);
    spec.commandLine().getOut().flush();
    return 0;
  }
}

package io.frameflow.standalone;

import io.frameflow.connectors.access.AccessFlags;
import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.pipeline.analytics.AnalyticsOptions;
import io.frameflow.pipeline.job.JobKeys;
import io.frameflow.schemas.rights.Right;
import io.frameflow.schemas.rights.Rights;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code frameflow rights}: what each part must be allowed to do, as commands of Kafka's tool. */
@Command(
    name = "rights",
    mixinStandardHelpOptions = true,
    description =
        "Prints the rights on Kafka that suffice for each part, as kafka-acls.sh commands. Asks no"
            + " broker.")
final class RightsCommand implements Callable<Integer> {

  /** A part of Frameflow with a principal of its own, but for the job's further rights. */
  enum Part {
    TOPICS("topics", "frameflow topics"),
    PRODUCER("producer", "frameflow push"),
    JOB("job", "frameflow job, or the job on a cluster"),
    READING_JOB(
        "job", "the same with --transaction-naming pooling or --starting-offsets published"),
    VIEWER("viewer", "frameflow watch, page, audit and dead-letters"),
    REPLAY("replay", "frameflow dead-letters replay"),
    ANALYTICS("analytics", "frameflow analytics");

    private final String user;
    private final String verbs;

    Part(String user, String verbs) {
      this.user = user;
      this.verbs = verbs;
    }
  }

  @Spec private CommandSpec spec;
  @Mixin private AccessFlags access;

  @Option(
      names = "--part",
      paramLabel = "PART",
      description = "Only of this part: ${COMPLETION-CANDIDATES}.")
  private Part only;

  @Option(
      names = "--principal",
      paramLabel = "TYPE:NAME",
      description = "Who gets them (default: User:frameflow-PART).")
  private String principal;

  @Option(
      names = "--group-id",
      paramLabel = "ID",
      description = "Consumer group of the job (default: the job's).")
  private String group = JobKeys.GROUP_ID.defaultValue();

  @Option(
      names = "--transactional-id-prefix",
      paramLabel = "PREFIX",
      description = "Of the job (default: the job's).")
  private String transactionalIds;

  @Override
  public Integer call() throws IOException {
    KafkaAccess cluster = access.access();
    PrintWriter out = spec.commandLine().getOut();
    for (Part part : only == null ? List.of(Part.values()) : List.of(only)) {
      String who = principal == null ? "User:frameflow-" + part.user : principal;
      out.println("# " + part.verbs);
      for (Right right : rights(part, cluster.topicPrefix())) {
        out.println(right.command(cluster.bootstrapServers(), who) + "  # " + right.purpose());
      }
    }
    out.flush();
    return 0;
  }

  private List<Right> rights(Part part, String prefix) {
    return switch (part) {
      case TOPICS -> Rights.ofTopics(prefix);
      case PRODUCER -> Rights.ofProducer(prefix);
      case JOB ->
          Rights.ofJob(
              prefix,
              group,
              transactionalIds == null
                  ? JobKeys.JOB_NAME.defaultValue() + "-" + prefix
                  : transactionalIds);
      case READING_JOB -> Rights.ofJobThatReadsItsOutput(prefix);
      case REPLAY -> Rights.ofReplay(prefix);
      case VIEWER -> Rights.ofViewer(prefix);
      case ANALYTICS -> Rights.ofAnalytics(prefix, AnalyticsOptions.applicationIdFor(prefix));
    };
  }
}

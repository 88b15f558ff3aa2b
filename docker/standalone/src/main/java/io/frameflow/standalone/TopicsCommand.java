package io.frameflow.standalone;

import io.frameflow.connectors.access.AccessFlags;
import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.schemas.rights.Rights;
import io.frameflow.schemas.topics.SchemaCatalogue;
import io.frameflow.schemas.topics.Topics;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code frameflow topics}: makes the topics and registers the schemas, once per cluster. */
@Command(
    name = "topics",
    mixinStandardHelpOptions = true,
    description =
        "Creates the topics that are missing and registers the released schemas, with FULL"
            + " compatibility. Existing topics stay as they are.")
final class TopicsCommand implements Callable<Integer> {

  @Mixin private AccessFlags cluster;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "4",
      description = "Partitions of each topic that is created (default: ${DEFAULT-VALUE}).")
  private int partitions;

  @Option(
      names = "--replication-factor",
      paramLabel = "N",
      defaultValue = "-1",
      description = "Replicas of each topic that is created; -1 takes the broker's default.")
  private short replicationFactor;

  @Override
  public Integer call() throws IOException {
    KafkaAccess access = cluster.access();
    List<String> created;
    access.cluster().require(Rights.ofTopics(access.topicPrefix()));
    try (Admin admin = access.cluster().admin()) {
      created = Topics.create(admin, access.topicPrefix(), partitions, replicationFactor);
    }
    Map<String, Integer> ids = SchemaCatalogue.register(access.registry(), access.topicPrefix());
    for (var topic : Topics.all()) {
      String name = access.nameOf(topic);
      System.out.printf(
          "%-32s %-8s schema id %d%n",
          name,
          created.contains(name) ? "created" : "was there",
          ids.get(topic.subject(access.topicPrefix())));
    }
    return 0;
  }
}

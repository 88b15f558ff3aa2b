package io.frameflow.bench.growth.load;

import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.schemas.topics.SchemaCatalogue;
import io.frameflow.schemas.topics.Topic;
import io.frameflow.schemas.topics.Topics;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.common.TopicPartition;

/** Topics that nobody else writes to or reads from, which are deleted in the end. */
public final class OwnTopics implements AutoCloseable {

  private final KafkaAccess access;
  private final Admin admin;
  private final List<String> created;

  private OwnTopics(KafkaAccess access, Admin admin, List<String> created) {
    this.access = access;
    this.admin = admin;
    this.created = created;
  }

  /**
   * Creates them.
   *
   * @param cluster where
   * @param prefix that no other topic has
   */
  public static OwnTopics create(KafkaAccess cluster, String prefix, int partitions) {
    KafkaAccess access =
        new KafkaAccess(
            cluster.bootstrapServers(), cluster.registry(), prefix, cluster.properties());
    Admin admin = Admin.create(access.clientConfig(Map.of()));
    try {
      List<String> created = Topics.create(admin, prefix, partitions, (short) 1);
      SchemaCatalogue.register(access.registry(), prefix);
      return new OwnTopics(access, admin, created);
    } catch (RuntimeException e) {
      admin.close();
      throw e;
    }
  }

  /** The way to these topics. */
  public KafkaAccess access() {
    return access;
  }

  /** Bytes of a topic on the brokers' disks, of one replica of each partition. */
  public long bytes(Topic<?> topic) throws IOException, InterruptedException {
    String name = access.nameOf(topic);
    try {
      List<Integer> brokers =
          admin.describeCluster().nodes().get().stream().map(node -> node.id()).toList();
      Map<TopicPartition, Long> sizes = new HashMap<>();
      for (Map<String, LogDirDescription> folders :
          admin.describeLogDirs(brokers).allDescriptions().get().values()) {
        for (LogDirDescription folder : folders.values()) {
          folder
              .replicaInfos()
              .forEach((partition, replica) -> sizes.put(partition, replica.size()));
        }
      }
      return sizes.entrySet().stream()
          .filter(entry -> entry.getKey().topic().equals(name))
          .mapToLong(Map.Entry::getValue)
          .sum();
    } catch (ExecutionException e) {
      throw new IOException("the size of " + name + " cannot be found out: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    try (admin) {
      admin.deleteTopics(created).all().get();
    } catch (ExecutionException e) {
      throw new IOException("topics cannot be deleted: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while topics were deleted", e);
    }
  }
}

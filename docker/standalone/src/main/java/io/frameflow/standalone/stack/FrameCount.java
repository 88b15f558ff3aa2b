package io.frameflow.standalone.stack;

import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.schemas.topics.Topics;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * Counts the frames that Kafka accepted, whoever pushed them: the end offsets of a frames topic
 * that was empty at the start.
 */
public final class FrameCount implements AutoCloseable {

  private final Admin admin;
  private final Map<TopicPartition, OffsetSpec> ends;

  private FrameCount(Admin admin, Map<TopicPartition, OffsetSpec> ends) {
    this.admin = admin;
    this.ends = ends;
  }

  /** Looks the topic's partitions up. */
  public static FrameCount open(KafkaAccess access) throws IOException {
    Admin admin = Admin.create(access.clientConfig(Map.of()));
    try {
      String topic = access.nameOf(Topics.FRAMES);
      Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
      get(admin.describeTopics(List.of(topic)).allTopicNames())
          .get(topic)
          .partitions()
          .forEach(p -> ends.put(new TopicPartition(topic, p.partition()), OffsetSpec.latest()));
      return new FrameCount(admin, ends);
    } catch (IOException e) {
      admin.close();
      throw e;
    }
  }

  /** Frames in the topic now. */
  public long now() throws IOException {
    return get(admin.listOffsets(ends).all()).values().stream().mapToLong(o -> o.offset()).sum();
  }

  @Override
  public void close() {
    admin.close();
  }

  private static <T> T get(KafkaFuture<T> future) throws IOException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IOException("the frames cannot be counted: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while counting frames", e);
    }
  }
}

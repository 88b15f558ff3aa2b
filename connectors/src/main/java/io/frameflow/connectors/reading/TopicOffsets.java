package io.frameflow.connectors.reading;

import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.schemas.connections.BrokerFailure;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Where the partitions of a topic begin and end at this moment, by partition number. */
public final class TopicOffsets implements AutoCloseable {

  private static final long NONE = -1;

  private final Admin admin;
  private final String servers;

  private TopicOffsets(Admin admin, String servers) {
    this.admin = admin;
    this.servers = servers;
  }

  /** Connects; nothing is asked yet. */
  public static TopicOffsets open(KafkaAccess access) {
    return new TopicOffsets(Admin.create(access.clientConfig(Map.of())), access.bootstrapServers());
  }

  /** The oldest offsets that are kept. */
  public Map<Integer, Long> beginnings(String topic) throws IOException {
    return list(topic, OffsetSpec.earliest(), IsolationLevel.READ_COMMITTED);
  }

  /** The ends for readers of committed records: the last stable offsets. */
  public Map<Integer, Long> stableEnds(String topic) throws IOException {
    return list(topic, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
  }

  /** The ends with records of transactions that are still open. */
  public Map<Integer, Long> highWatermarks(String topic) throws IOException {
    return list(topic, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
  }

  /** The first records with a Kafka time stamp of {@code time} or later; else the stable ends. */
  public Map<Integer, Long> since(String topic, Instant time) throws IOException {
    Map<Integer, Long> offsets =
        list(topic, OffsetSpec.forTimestamp(time.toEpochMilli()), IsolationLevel.READ_COMMITTED);
    Map<Integer, Long> ends = stableEnds(topic);
    offsets.replaceAll((partition, offset) -> offset == NONE ? ends.get(partition) : offset);
    return offsets;
  }

  private Map<Integer, Long> list(String topic, OffsetSpec spec, IsolationLevel isolation)
      throws IOException {
    TopicDescription description =
        get(topic, admin.describeTopics(List.of(topic)).topicNameValues().get(topic));
    Map<TopicPartition, OffsetSpec> wanted =
        description.partitions().stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .collect(Collectors.toMap(Function.identity(), partition -> spec));
    Map<Integer, Long> offsets = new TreeMap<>();
    Map<TopicPartition, ListOffsetsResultInfo> found =
        get(topic, admin.listOffsets(wanted, new ListOffsetsOptions(isolation)).all());
    found.forEach((partition, info) -> offsets.put(partition.partition(), info.offset()));
    return offsets;
  }

  private <T> T get(String topic, KafkaFuture<T> future) throws IOException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw BrokerFailure.of("asking for the offsets of topic " + topic, servers, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while asking for the offsets of " + topic);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}

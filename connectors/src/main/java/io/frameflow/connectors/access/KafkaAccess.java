package io.frameflow.connectors.access;

import static java.util.Objects.requireNonNull;

import io.frameflow.schemas.rights.KafkaCluster;
import io.frameflow.schemas.serdes.RegistryOptions;
import io.frameflow.schemas.topics.Topic;
import io.frameflow.schemas.topics.Topics;
import java.util.HashMap;
import java.util.Map;

/**
 * A Kafka cluster with its registry, and where on it Frameflow's topics are.
 *
 * @param bootstrapServers brokers to start from, {@code host:port,host:port}
 * @param registry the schema registry
 * @param topicPrefix first part of every topic name
 * @param properties settings for every Kafka client, such as SASL and TLS; they win over ours and
 *     are never printed
 */
public record KafkaAccess(
    String bootstrapServers,
    RegistryOptions registry,
    String topicPrefix,
    Map<String, String> properties) {

  public KafkaAccess {
    requireNonNull(registry, "registry");
    properties = Map.copyOf(properties);
    if (bootstrapServers == null || bootstrapServers.isBlank()) {
      throw new IllegalArgumentException(
          "no Kafka broker given: name one with --bootstrap-servers HOST:PORT");
    }
    Topics.FRAMES.name(topicPrefix); // refuses a prefix that cannot be a topic's
  }

  /** Plain access with the default topic prefix. */
  public static KafkaAccess of(String bootstrapServers, RegistryOptions registry) {
    return new KafkaAccess(bootstrapServers, registry, Topics.DEFAULT_PREFIX, Map.of());
  }

  /** The topic's name on this cluster. */
  public String nameOf(Topic<?> topic) {
    return topic.name(topicPrefix);
  }

  /** Our settings for one kind of client, overridden by the user's. */
  public Map<String, Object> clientConfig(Map<String, Object> ours) {
    Map<String, Object> config = new HashMap<>(ours);
    config.put("bootstrap.servers", bootstrapServers);
    config.putAll(properties);
    return config;
  }

  /** The cluster as it is looked at before it is used. */
  public KafkaCluster cluster() {
    return new KafkaCluster(bootstrapServers, properties);
  }

  @Override
  public String toString() {
    return "KafkaAccess[%s, %s, prefix %s, settings %s]"
        .formatted(bootstrapServers, registry, topicPrefix, properties.keySet());
  }
}

package io.frameflow.standalone.stack;

import java.util.List;
import java.util.Map;

/**
 * How a broker differs from the usual one.
 *
 * @param properties Kafka's own settings, put over ours: listeners, TLS, limits
 * @param features levels of Kafka's features when its folder is formatted, such as {@code
 *     transaction.version}; the others are the release's
 * @param scramUsers users known from the first start on, in the form of {@code kafka-storage}:
 *     {@code SCRAM-SHA-512=[name=alice,password=...]}
 */
public record BrokerSettings(
    Map<String, String> properties, Map<String, Short> features, List<String> scramUsers) {

  public BrokerSettings {
    properties = Map.copyOf(properties);
    features = Map.copyOf(features);
    scramUsers = List.copyOf(scramUsers);
  }

  /** The usual broker: plain text, everything of its release. */
  public static BrokerSettings defaults() {
    return new BrokerSettings(Map.of(), Map.of(), List.of());
  }

  /** The usual broker but for some of Kafka's own settings. */
  public static BrokerSettings of(Map<String, String> properties) {
    return new BrokerSettings(properties, Map.of(), List.of());
  }
}

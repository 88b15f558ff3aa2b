package io.frameflow.pipeline.analytics;

import io.frameflow.schemas.rights.Right;
import io.frameflow.schemas.rights.Rights;
import io.frameflow.schemas.serdes.RegistryOptions;
import io.frameflow.schemas.topics.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the activity of the cameras is counted.
 *
 * @param bootstrapServers Kafka brokers, {@code host:port,host:port}
 * @param registry the schema registry
 * @param topicPrefix first part of every topic name
 * @param applicationId consumer group and prefix of the internal topics; two programs with the same
 *     one share the work
 * @param window length of a window of capture time, at least 1 ms
 * @param grace how long after the window's end, by its camera's own time, frames still count in it
 * @param stateDirectory where Kafka Streams keeps its lock and bookkeeping; empty takes a temporary
 *     directory, which is as good, as the state itself lies in Kafka
 * @param kafkaProperties settings for the Kafka clients, passed through and never printed
 */
public record AnalyticsOptions(
    String bootstrapServers,
    RegistryOptions registry,
    String topicPrefix,
    String applicationId,
    Duration window,
    Duration grace,
    Optional<Path> stateDirectory,
    Map<String, String> kafkaProperties) {
  public static final Duration DEFAULT_WINDOW = Duration.ofSeconds(10);
  public static final Duration DEFAULT_GRACE = Duration.ofSeconds(5);

  /**
   * @throws IllegalArgumentException with one line for people if a value cannot be
   */
  public AnalyticsOptions {
    kafkaProperties = Map.copyOf(kafkaProperties);
    if (bootstrapServers == null || bootstrapServers.isBlank()) {
      throw new IllegalArgumentException(
          "no Kafka broker given: name one with --bootstrap-servers HOST:PORT");
    }
    Topics.DETECTIONS.name(topicPrefix); // refuses a prefix that cannot be a topic's
    if (!applicationId.matches("[A-Za-z0-9._-]{1,128}")) {
      throw new IllegalArgumentException(
          "--application-id '%s' is not allowed: use 1 to 128 letters, digits, '.', '_' or '-'"
              .formatted(applicationId));
    }
    if (window.toMillis() < 1) {
      throw new IllegalArgumentException("--window must be at least 1 ms, not " + window);
    }
    if (grace.isNegative()) {
      throw new IllegalArgumentException("--grace must not be negative, not " + grace);
    }
  }

  /** The defaults: ten-second windows with five seconds of grace. */
  public static AnalyticsOptions of(String bootstrapServers, RegistryOptions registry) {
    return new AnalyticsOptions(
        bootstrapServers,
        registry,
        Topics.DEFAULT_PREFIX,
        applicationIdFor(Topics.DEFAULT_PREFIX),
        DEFAULT_WINDOW,
        DEFAULT_GRACE,
        Optional.empty(),
        Map.of());
  }

  /** Application id of a deployment that did not choose one. */
  public static String applicationIdFor(String topicPrefix) {
    return topicPrefix + "-activity";
  }

  /** The same on another deployment's topics, under that deployment's application id. */
  public AnalyticsOptions withTopicPrefix(String prefix) {
    return new AnalyticsOptions(
        bootstrapServers,
        registry,
        prefix,
        applicationIdFor(prefix),
        window,
        grace,
        stateDirectory,
        kafkaProperties);
  }

  public AnalyticsOptions withApplicationId(String id) {
    return new AnalyticsOptions(
        bootstrapServers,
        registry,
        topicPrefix,
        id,
        window,
        grace,
        stateDirectory,
        kafkaProperties);
  }

  public AnalyticsOptions withWindow(Duration length, Duration lateness) {
    return new AnalyticsOptions(
        bootstrapServers,
        registry,
        topicPrefix,
        applicationId,
        length,
        lateness,
        stateDirectory,
        kafkaProperties);
  }

  public AnalyticsOptions withStateDirectory(Path directory) {
    return new AnalyticsOptions(
        bootstrapServers,
        registry,
        topicPrefix,
        applicationId,
        window,
        grace,
        Optional.of(directory),
        kafkaProperties);
  }

  public AnalyticsOptions withKafkaProperties(Map<String, String> properties) {
    return new AnalyticsOptions(
        bootstrapServers,
        registry,
        topicPrefix,
        applicationId,
        window,
        grace,
        stateDirectory,
        properties);
  }

  /** What the counting must be allowed to do on Kafka. */
  List<Right> rights() {
    return Rights.ofAnalytics(topicPrefix, applicationId);
  }

  String detectionsTopic() {
    return Topics.DETECTIONS.name(topicPrefix);
  }

  String activityTopic() {
    return Topics.ACTIVITY.name(topicPrefix);
  }

  /** How long a camera may be silent before its open windows are published as they stand. */
  Duration idleAfter() {
    return window.plus(grace);
  }

  /** Names the Kafka settings but not their values, some of which are secrets. */
  @Override
  public String toString() {
    return "AnalyticsOptions[%s, %s, prefix %s, application %s, window %s, grace %s, settings %s]"
        .formatted(
            bootstrapServers,
            registry,
            topicPrefix,
            applicationId,
            window,
            grace,
            kafkaProperties.keySet());
  }
}

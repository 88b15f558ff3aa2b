package io.frameflow.connectors.access;

import io.frameflow.schemas.connections.ClientProperties;
import io.frameflow.schemas.serdes.RegistryOptions;
import io.frameflow.schemas.topics.Topics;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command-line flags that name the cluster, shared by every verb that talks to it. */
public final class AccessFlags {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:9092",
      description = "Kafka brokers, separated by commas (default: ${DEFAULT-VALUE}).")
  private String bootstrapServers;

  @Option(
      names = "--schema-registry-url",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8081",
      description = "Schema registry with Confluent's API (default: ${DEFAULT-VALUE}).")
  private String registryUrl;

  @Option(
      names = "--topic-prefix",
      paramLabel = "PREFIX",
      defaultValue = Topics.DEFAULT_PREFIX,
      description = "First part of every topic name (default: ${DEFAULT-VALUE}).")
  private String topicPrefix;

  @Option(
      names = "--kafka-config",
      paramLabel = "KEY=VALUE",
      description =
          "Setting for the Kafka clients (SASL, TLS, ...); repeatable. Write"
              + " --kafka-config=@FILE for a properties file.")
  private List<String> kafkaConfig = List.of();

  @Option(
      names = "--registry-config",
      paramLabel = "KEY=VALUE",
      description = "Setting for the registry client; repeatable, --registry-config=@FILE too.")
  private List<String> registryConfig = List.of();

  /**
   * What the flags say.
   *
   * @throws IOException when a properties file cannot be read
   * @throws IllegalArgumentException with one line, for a value that cannot be
   */
  public KafkaAccess access() throws IOException {
    return new KafkaAccess(
        bootstrapServers,
        new RegistryOptions(registryUrl, false, settings("--registry-config", registryConfig)),
        topicPrefix,
        settings("--kafka-config", kafkaConfig));
  }

  private Map<String, String> settings(String flag, List<String> values) throws IOException {
    ClientProperties.warning(flag, values)
        .ifPresent(line -> command.commandLine().getErr().println("warning: " + line));
    return ClientProperties.parse(flag, values);
  }
}

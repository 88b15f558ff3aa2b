package io.frameflow.connectors.access;

import io.frameflow.schemas.serdes.RegistryOptions;
import io.frameflow.schemas.topics.Topics;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import picocli.CommandLine.Option;

/** The command-line flags that name the cluster, shared by every verb that talks to it. */
public final class AccessFlags {

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

  static Map<String, String> settings(String flag, List<String> values) throws IOException {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String value : values) {
      int equals = value.indexOf('=');
      if (value.startsWith("@")) {
        settings.putAll(readFile(flag, Path.of(value.substring(1))));
      } else if (equals < 1) {
        // The value is not repeated: it may be a secret.
        throw new IllegalArgumentException(flag + " takes KEY=VALUE or @FILE");
      } else {
        settings.put(value.substring(0, equals).strip(), value.substring(equals + 1).strip());
      }
    }
    return settings;
  }

  private static Map<String, String> readFile(String flag, Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException(flag + ": file " + file + " cannot be read as properties", e);
    }
    Map<String, String> settings = new LinkedHashMap<>();
    properties.stringPropertyNames().stream()
        .sorted()
        .forEach(name -> settings.put(name, properties.getProperty(name)));
    return settings;
  }
}

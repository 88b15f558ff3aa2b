package io.frameflow.standalone.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * The outside world on one machine: broker and registry, with everything they write under one data
 * directory. Topics and schemas belong to whoever uses the stack.
 */
public final class LocalStack implements AutoCloseable {

  private final EmbeddedBroker broker;
  private final RegistryProcess registry;

  private LocalStack(EmbeddedBroker broker, RegistryProcess registry) {
    this.broker = broker;
    this.registry = registry;
  }

  /** Ports to bind; 0 means any free one. */
  public record Ports(int kafka, int registry) {
    /** Any free ports. */
    public static Ports any() {
      return new Ports(0, 0);
    }
  }

  /**
   * Starts registry and broker.
   *
   * @param dataDir directory for all data and logs, made when missing
   * @param registryHome where the registry's distribution lies
   */
  public static LocalStack start(Path dataDir, Path registryHome, Ports ports) throws IOException {
    return start(dataDir, registryHome, ports, BrokerSettings.defaults());
  }

  /** As {@link #start(Path, Path, Ports)} with another broker than the usual one. */
  public static LocalStack start(
      Path dataDir, Path registryHome, Ports ports, BrokerSettings brokerSettings)
      throws IOException {
    return start(dataDir, registryHome, ports, brokerSettings, RegistrySettings.defaults());
  }

  /** As {@link #start(Path, Path, Ports)} with another broker and another registry. */
  public static LocalStack start(
      Path dataDir,
      Path registryHome,
      Ports ports,
      BrokerSettings brokerSettings,
      RegistrySettings registrySettings)
      throws IOException {
    Files.createDirectories(dataDir);
    int kafkaPort = FreePorts.require(ports.kafka(), "Kafka broker");
    int registryPort = FreePorts.require(ports.registry(), "schema registry");
    RegistryProcess registry =
        RegistryProcess.start(
            registryHome,
            registryPort,
            dataDir.resolve("registry").resolve("registry.log"),
            registrySettings);
    try {
      EmbeddedBroker broker =
          EmbeddedBroker.start(dataDir.resolve("kafka"), kafkaPort, brokerSettings);
      return new LocalStack(broker, registry);
    } catch (IOException | RuntimeException e) {
      registry.close();
      throw e;
    }
  }

  /** Kafka's bootstrap servers. */
  public String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** The registry's base URL. */
  public String registryUrl() {
    return registry.url();
  }

  /** A new admin client; the caller closes it. */
  public Admin admin() {
    Properties properties = new Properties();
    properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
    return Admin.create(properties);
  }

  @Override
  public void close() {
    broker.close();
    registry.close();
  }

  /** Deletes a directory with all that is in it. */
  public static void delete(Path dir) throws IOException {
    if (!Files.exists(dir)) {
      return;
    }
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(dir)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.deleteIfExists(path);
    }
  }
}

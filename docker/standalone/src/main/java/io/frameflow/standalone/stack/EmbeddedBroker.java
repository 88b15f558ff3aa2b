package io.frameflow.standalone.stack;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real Kafka broker in KRaft mode (broker and controller in one), inside this process and bound
 * to loopback. Frames may have 10 MB, so message, fetch and request limits are raised together.
 */
public final class EmbeddedBroker implements AutoCloseable {

  private static final String MAX_MESSAGE_BYTES = Integer.toString(12 * 1024 * 1024);

  private final KafkaRaftServer server;
  private final int port;

  private EmbeddedBroker(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /**
   * Formats {@code dir} when it is new and starts the broker; returns when it serves clients. A
   * directory that an earlier broker used is taken up as it is, with all its topics.
   *
   * @param dir where log segments and metadata live
   * @param port client port on 127.0.0.1
   */
  public static EmbeddedBroker start(Path dir, int port) throws IOException {
    return start(dir, port, BrokerSettings.defaults());
  }

  /** As {@link #start(Path, int)}, with other settings; features and users count at the first. */
  public static EmbeddedBroker start(Path dir, int port, BrokerSettings settings)
      throws IOException {
    Files.createDirectories(dir);
    Properties properties = properties(dir, port, FreePorts.pick(1)[0]);
    properties.putAll(settings.properties());
    try {
      format(dir, settings);
      KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
      server.startup();
      return new EmbeddedBroker(server, port);
    } catch (Exception e) {
      throw new IOException(
          "the embedded Kafka broker did not start in " + dir + ": " + e.getMessage(), e);
    }
  }

  /** Bootstrap servers of this broker. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static void format(Path dir, BrokerSettings settings) throws Exception {
    if (Files.exists(dir.resolve("meta.properties"))) {
      return;
    }
    Formatter formatter = new Formatter();
    settings.features().forEach(formatter::setFeatureLevel);
    formatter
        .setScramArguments(settings.scramUsers())
        .setNodeId(1)
        .setClusterId(Uuid.randomUuid().toString())
        .setControllerListenerName("CONTROLLER")
        .setMetadataLogDirectory(dir.toString())
        .addDirectory(dir.toString())
        .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
        .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .run();
  }

  private static Properties properties(Path dir, int port, int controllerPort) {
    Properties p = new Properties();
    p.put("node.id", "1");
    p.put("process.roles", "broker,controller");
    p.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    p.put(
        "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    p.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    p.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    p.put("controller.listener.names", "CONTROLLER");
    p.put("inter.broker.listener.name", "PLAINTEXT");
    p.put("log.dirs", dir.toString());
    p.put("auto.create.topics.enable", "false");
    p.put("message.max.bytes", MAX_MESSAGE_BYTES);
    p.put("replica.fetch.max.bytes", MAX_MESSAGE_BYTES);
    // One node: internal topics cannot have the default three replicas.
    p.put("offsets.topic.replication.factor", "1");
    p.put("offsets.topic.num.partitions", "4");
    p.put("transaction.state.log.replication.factor", "1");
    p.put("transaction.state.log.min.isr", "1");
    p.put("transaction.state.log.num.partitions", "4");
    p.put("share.coordinator.state.topic.replication.factor", "1");
    p.put("share.coordinator.state.topic.min.isr", "1");
    p.put("group.initial.rebalance.delay.ms", "0");
    // Small segments: retention can only delete whole ones, and a demo's disk is small.
    p.put("log.segment.bytes", Integer.toString(64 * 1024 * 1024));
    return p;
  }
}

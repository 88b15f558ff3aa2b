package io.frameflow.standalone.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.frameflow.standalone.stack.BrokerSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a broker in a process of its own is told, as a JSON file.
 *
 * @param folder where its log segments and metadata live
 * @param port client port on 127.0.0.1
 * @param readyFile file that gets the process id once it serves clients
 * @param properties as in {@link BrokerSettings}
 * @param features as in {@link BrokerSettings}
 * @param scramUsers as in {@link BrokerSettings}
 */
record BrokerFile(
    String folder,
    int port,
    String readyFile,
    Map<String, String> properties,
    Map<String, Short> features,
    List<String> scramUsers) {

  /** For a broker of a cluster; the settings win over what a cluster usually has. */
  static BrokerFile of(ClusterOptions options, ClusterPorts ports, Path readyFile) {
    Map<String, String> properties = new HashMap<>();
    // A broker that was killed is let in again once its old session has ended.
    properties.put("broker.session.timeout.ms", "3000");
    properties.put("broker.heartbeat.interval.ms", "500");
    // By default 128 MB of heap for a cleaner with nothing to do.
    properties.put("log.cleaner.dedupe.buffer.size", "4194304");
    properties.put("num.network.threads", "2");
    properties.put("num.io.threads", "4");
    if (options.proxied()) {
      if (options.broker().properties().containsKey("listeners")) {
        throw new IllegalArgumentException(
            "a cluster with a proxy decides on the broker's listeners itself");
      }
      properties.putAll(listeners(ports));
    }
    properties.putAll(options.broker().properties());
    return new BrokerFile(
        options.brokerFolder().toString(),
        ports.kafka(),
        readyFile.toString(),
        properties,
        options.broker().features(),
        options.broker().scramUsers());
  }

  /** Whoever comes through the proxy is sent back to the proxy, all others to the broker. */
  private static Map<String, String> listeners(ClusterPorts ports) {
    return Map.of(
        "listeners",
        "PLAINTEXT://127.0.0.1:%d,PROXIED://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
            .formatted(ports.kafka(), ports.kafkaBehindProxy(), ports.controller()),
        "advertised.listeners",
        "PLAINTEXT://127.0.0.1:%d,PROXIED://127.0.0.1:%d".formatted(ports.kafka(), ports.proxy()),
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT,PROXIED:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "controller.quorum.voters",
        "1@127.0.0.1:" + ports.controller());
  }

  BrokerSettings settings() {
    return new BrokerSettings(properties, features, scramUsers);
  }

  void write(Path file) throws IOException {
    new ObjectMapper().writeValue(file.toFile(), this);
  }

  static BrokerFile read(Path file) throws IOException {
    return new ObjectMapper().readValue(file.toFile(), BrokerFile.class);
  }
}

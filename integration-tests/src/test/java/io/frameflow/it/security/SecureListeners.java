package io.frameflow.it.security;

import io.frameflow.standalone.stack.BrokerSettings;
import io.frameflow.standalone.stack.FreePorts;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One broker with a listener for each way to connect, some of them with a certificate that a client
 * must refuse. The plain one of the super user is for the test's own hands.
 */
final class SecureListeners {

  private static final String LOGIN_MODULE =
      "org.apache.kafka.common.security.scram.ScramLoginModule required";

  static final String USER = "frameflow";
  static final String USER_PASSWORD = "swordfish-0a1b2c";

  /** A listener's name and security protocol, and the certificate that it shows. */
  enum Listener {
    PLAIN("PLAINTEXT", null),
    TLS("SSL", "server"),
    MUTUAL("SSL", "server"),
    ELSEWHERE("SSL", "elsewhere"),
    EXPIRED("SSL", "expired"),
    LOGIN("SASL_SSL", "server"),
    LOGINPLAIN("SASL_PLAINTEXT", null),
    CONTROLLER("PLAINTEXT", null);

    private final String protocol;
    private final String certificate;

    Listener(String protocol, String certificate) {
      this.protocol = protocol;
      this.certificate = certificate;
    }
  }

  private final Map<Listener, Integer> ports;

  private SecureListeners(Map<Listener, Integer> ports) {
    this.ports = ports;
  }

  static SecureListeners pick() throws IOException {
    Map<Listener, Integer> ports = new LinkedHashMap<>();
    int[] free = FreePorts.pick(Listener.values().length);
    int next = 0;
    for (Listener listener : Listener.values()) {
      ports.put(listener, free[next++]);
    }
    return new SecureListeners(ports);
  }

  String address(Listener listener) {
    return "127.0.0.1:" + ports.get(listener);
  }

  int port(Listener listener) {
    return ports.get(listener);
  }

  /** What a client says besides the address, for each way to connect. */
  static Map<String, String> login(String protocol, String user, String password) {
    return Map.of(
        "security.protocol",
        protocol,
        "sasl.mechanism",
        "SCRAM-SHA-512",
        "sasl.jaas.config",
        "%s username=\"%s\" password=\"%s\";".formatted(LOGIN_MODULE, user, password));
  }

  static String scram(String user, String password) {
    // Few iterations: the test's users log in many times, and nobody steals their hashes.
    return "SCRAM-SHA-512=[name=%s,password=%s,iterations=4096]".formatted(user, password);
  }

  BrokerSettings broker(
      Certificates certificates, Map<String, String> more, List<String> scramUsers) {
    Map<String, String> properties = new HashMap<>();
    properties.put("controller.quorum.voters", "1@" + address(Listener.CONTROLLER));
    properties.put("listeners", listeners(true));
    properties.put("advertised.listeners", listeners(false));
    properties.put(
        "listener.security.protocol.map",
        ports.keySet().stream()
            .map(listener -> listener + ":" + listener.protocol)
            .collect(Collectors.joining(",")));
    properties.put("inter.broker.listener.name", Listener.PLAIN.name());
    properties.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
    for (Listener listener : Listener.values()) {
      String prefix = "listener.name.%s.".formatted(listener.name().toLowerCase(Locale.ROOT));
      if (listener.protocol.startsWith("SASL")) {
        properties.put(prefix + "scram-sha-512.sasl.jaas.config", LOGIN_MODULE + ";");
      }
      if (listener.certificate != null) {
        certificates
            .showing(listener.certificate)
            .forEach((key, value) -> properties.put(prefix + key, value));
        certificates
            .trusting("authority")
            .forEach((key, value) -> properties.put(prefix + key, value));
      }
    }
    properties.put("listener.name.mutual.ssl.client.auth", "required");
    properties.putAll(more);
    return new BrokerSettings(properties, Map.of(), scramUsers);
  }

  private String listeners(boolean controller) {
    return ports.keySet().stream()
        .filter(listener -> controller || listener != Listener.CONTROLLER)
        .map(listener -> listener + "://" + address(listener))
        .collect(Collectors.joining(","));
  }
}

package io.frameflow.schemas.rights;

import io.frameflow.schemas.connections.BrokerFailure;
import io.frameflow.schemas.connections.PortProbe;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;

/**
 * A cluster to look at before anything is sent or read: Kafka's own clients try for minutes, and
 * some of them for ever.
 *
 * @param servers brokers as {@code --bootstrap-servers} names them
 * @param properties the user's settings of the clients, never printed
 */
public record KafkaCluster(String servers, Map<String, String> properties) {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(8);
  private static final Pattern USER = Pattern.compile("\\busername=\"?([^\"; ]+)");

  public KafkaCluster {
    properties = Map.copyOf(properties);
  }

  /**
   * Returns when a broker answers, its topics are there and it gives us every right.
   *
   * @throws IOException with one line that says what is missing, where, and what to do
   */
  public void require(List<Right> rights) throws IOException {
    try (Admin admin = admin()) {
      new RightsCheck(this, admin).require(rights);
    }
  }

  /**
   * A client that gives up within seconds, of a cluster that speaks what we are set to speak.
   *
   * @throws IOException with one line, when it does not, or nothing answers
   */
  public Admin admin() throws IOException {
    requireProtocol(reachable());
    try {
      return Admin.create(clientConfig(Map.of()));
    } catch (KafkaException e) {
      throw BrokerFailure.unusable(e);
    }
  }

  /** What failed and why, as one line. */
  public IOException failure(String task, Throwable cause) {
    if (cause instanceof TimeoutException
        || cause instanceof org.apache.kafka.common.errors.TimeoutException) {
      return new IOException(silence(), cause);
    }
    return BrokerFailure.of(task, servers, cause);
  }

  /** Names the settings but not their values, some of which are secrets. */
  @Override
  public String toString() {
    return "KafkaCluster[%s, settings %s]".formatted(servers, properties.keySet());
  }

  Map<String, Object> clientConfig(Map<String, Object> ours) {
    int millis = Math.toIntExact(ANSWER.toMillis());
    Map<String, Object> config = new HashMap<>(ours);
    config.putAll(properties);
    // Patience that is right for days of work is too much for a first look.
    config.put("request.timeout.ms", millis);
    config.put("default.api.timeout.ms", millis);
    config.put("max.block.ms", millis);
    config.put("bootstrap.servers", servers);
    return config;
  }

  IOException missingTopic(String name, Throwable cause) {
    return new IOException(
        ("topic %s does not exist on %s; create the topics with './frameflow topics"
                + " --bootstrap-servers %s', or check --topic-prefix")
            .formatted(name, servers, servers),
        cause);
  }

  /** The name that we log in with, or a word that stands for it. */
  String user() {
    Matcher user = USER.matcher(properties.getOrDefault("sasl.jaas.config", ""));
    return user.find() ? user.group(1) : "NAME";
  }

  static boolean isConnectionFailure(Throwable cause) {
    return cause instanceof AuthenticationException
        || cause instanceof TimeoutException
        || cause instanceof org.apache.kafka.common.errors.TimeoutException;
  }

  private boolean overTls() {
    String protocol = properties.getOrDefault("security.protocol", "PLAINTEXT");
    return protocol.toUpperCase(Locale.ROOT).endsWith("SSL");
  }

  private InetSocketAddress reachable() throws IOException {
    String why = "";
    for (String broker : servers.strip().split("\\s*,\\s*", -1)) {
      InetSocketAddress address = address(broker);
      try (Socket socket = new Socket()) {
        socket.connect(address, Math.toIntExact(CONNECT.toMillis()));
        return address;
      } catch (UnknownHostException e) {
        why = "unknown host";
      } catch (IOException e) {
        why = e.getMessage();
      }
    }
    throw new IOException(
        "no Kafka broker answers at %s (%s): is it running, and is --bootstrap-servers right?"
            .formatted(servers, why));
  }

  private static InetSocketAddress address(String broker) throws IOException {
    int colon = broker.lastIndexOf(':');
    try {
      String host = broker.substring(0, colon).replaceAll("^\\[|\\]$", "");
      return new InetSocketAddress(host, Integer.parseInt(broker.substring(colon + 1)));
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new IOException("broker '" + broker + "' is not written as HOST:PORT", e);
    }
  }

  private void requireProtocol(InetSocketAddress at) throws IOException {
    if (overTls()) {
      return; // a failed handshake is told at once, and told apart
    }
    switch (PortProbe.plain(at.getHostString(), at.getPort(), ANSWER)) {
      case TLS ->
          throw new IOException(
              ("Kafka at %s speaks TLS, but we are set to plain text: set security.protocol to SSL"
                      + " or SASL_SSL with --kafka-config")
                  .formatted(servers));
      case OTHER ->
          throw new IOException(
              "something listens at %s, but does not answer as a Kafka broker".formatted(servers));
      case SILENCE -> throw new IOException(noAnswer());
      case KAFKA -> {
        // What the client finds out by itself, it tells well enough.
      }
    }
  }

  private String silence() {
    try {
      InetSocketAddress at = reachable();
      if (overTls() && !PortProbe.speaksTls(at.getHostString(), at.getPort(), CONNECT)) {
        return ("Kafka at %s does not speak TLS, but security.protocol of --kafka-config asks for"
                + " it: is this the port for plain text?")
            .formatted(servers);
      }
    } catch (IOException e) {
      return e.getMessage();
    }
    return properties.getOrDefault("security.protocol", "").startsWith("SASL")
        ? noAnswer()
        : noAnswer() + "; if it wants a login, set security.protocol to SASL_SSL or SASL_PLAINTEXT";
  }

  private String noAnswer() {
    return "something listens at %s, but does not answer as a Kafka broker within %d s"
        .formatted(servers, ANSWER.toSeconds());
  }
}

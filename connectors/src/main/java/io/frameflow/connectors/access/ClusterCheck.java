package io.frameflow.connectors.access;

import io.frameflow.schemas.topics.Topic;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;

/**
 * Looks whether a cluster is there before anything is sent or read: Kafka's own clients try for
 * minutes and write a warning each time.
 */
public final class ClusterCheck {

  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(8);

  private ClusterCheck() {}

  /**
   * Returns when a broker answers and has the topics.
   *
   * @throws IOException with one line: nothing answers, the login is refused, a topic is missing
   */
  public static void requireTopics(KafkaAccess access, List<? extends Topic<?>> topics)
      throws IOException {
    requireListener(access);
    Set<String> present = topicNames(access);
    for (Topic<?> topic : topics) {
      String name = access.nameOf(topic);
      if (!present.contains(name)) {
        throw new IOException(
            "topic %s does not exist on %s; create the topics with: frameflow topics"
                    .formatted(name, access.bootstrapServers())
                + " --bootstrap-servers %s --schema-registry-url %s --topic-prefix %s"
                    .formatted(
                        access.bootstrapServers(),
                        access.registry().displayUrl(),
                        access.topicPrefix()));
      }
    }
  }

  private static void requireListener(KafkaAccess access) throws IOException {
    String why = "";
    for (String broker : access.brokers()) {
      int colon = broker.lastIndexOf(':');
      try {
        String host = broker.substring(0, colon).replaceAll("^\\[|\\]$", "");
        int port = Integer.parseInt(broker.substring(colon + 1));
        try (Socket socket = new Socket()) {
          socket.connect(new InetSocketAddress(host, port), Math.toIntExact(CONNECT.toMillis()));
          return;
        }
      } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
        throw new IOException("broker '" + broker + "' is not written as HOST:PORT", e);
      } catch (UnknownHostException e) {
        why = "unknown host";
      } catch (IOException e) {
        why = e.getMessage();
      }
    }
    throw new IOException(
        "no Kafka broker answers at %s (%s): is it running, and is --bootstrap-servers right?"
            .formatted(access.bootstrapServers(), why));
  }

  private static Set<String> topicNames(KafkaAccess access) throws IOException {
    int millis = Math.toIntExact(ANSWER.toMillis());
    Map<String, Object> config =
        access.clientConfig(Map.of("request.timeout.ms", millis, "default.api.timeout.ms", millis));
    try (Admin admin = Admin.create(config)) {
      return admin.listTopics().names().get(ANSWER.toMillis() + 1000, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException(describe(access, e.getCause()), e);
    } catch (TimeoutException e) {
      throw new IOException(describe(access, e), e);
    } catch (KafkaException e) {
      throw new IOException(
          "the Kafka settings are not usable: "
              + (e.getCause() == null ? e.getMessage() : e.getCause().getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while asking " + access.bootstrapServers());
    }
  }

  private static String describe(KafkaAccess access, Throwable cause) {
    String servers = access.bootstrapServers();
    if (cause instanceof AuthenticationException) {
      return "Kafka at " + servers + " refuses the login: " + cause.getMessage();
    }
    if (cause instanceof AuthorizationException) {
      return "Kafka at " + servers + " does not allow this: " + cause.getMessage();
    }
    return "something listens at %s, but does not answer as a Kafka broker within %d s"
        .formatted(servers, ANSWER.toSeconds());
  }
}

package io.frameflow.schemas.connections;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;

/** What the exceptions of Kafka's clients mean, as one line for people. */
public final class BrokerFailure {
  private BrokerFailure() {}

  /**
   * The failure as an exception that speaks to users.
   *
   * @param task what was tried, for failures that have nothing to do with the connection
   * @param servers the brokers as {@code --bootstrap-servers} names them
   */
  public static IOException of(String task, String servers, Throwable failure) {
    return new IOException(line(task, servers, failure), failure);
  }

  /** As {@link #of}, the line alone. */
  public static String line(String task, String servers, Throwable failure) {
    Throwable cause = unwrapped(failure);
    Optional<String> tls = TlsFailure.explain(cause, TlsFailure.Peer.BROKER);
    if (tls.isPresent()) {
      return "the TLS handshake with Kafka at %s failed: %s".formatted(servers, tls.get());
    }
    if (cause instanceof SslAuthenticationException) {
      return "the TLS handshake with Kafka at %s failed: %s; check the ssl settings of --kafka-config"
          .formatted(servers, deepest(cause));
    }
    if (cause instanceof AuthenticationException) {
      return ("Kafka at %s refuses the login (%s); check security.protocol, sasl.mechanism and the"
              + " name and password in sasl.jaas.config of --kafka-config")
          .formatted(servers, oneLine(cause));
    }
    if (cause instanceof AuthorizationException) {
      return "%s: Kafka at %s does not allow it (%s); './frameflow rights' prints what is needed"
          .formatted(task, servers, oneLine(cause));
    }
    return "%s failed at Kafka %s: %s".formatted(task, servers, oneLine(cause));
  }

  /** Settings that no client can be made of, such as a key store that is not there. */
  public static IOException unusable(Throwable failure) {
    // The client's own message says only that there is no client.
    String what = oneLine(failure.getCause() == null ? failure : failure.getCause());
    String why = deepest(failure);
    return new IOException(
        "the Kafka settings are not usable: " + (what.contains(why) ? what : what + ": " + why),
        failure);
  }

  private static Throwable unwrapped(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof ExecutionException || cause instanceof CompletionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static String deepest(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return oneLine(root);
  }

  private static String oneLine(Throwable failure) {
    String message = failure.getMessage();
    return message == null
        ? failure.getClass().getSimpleName()
        : message.replaceAll("\\s+", " ").strip();
  }
}

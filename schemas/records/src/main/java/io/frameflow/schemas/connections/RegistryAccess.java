package io.frameflow.schemas.connections;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Why a schema registry could not be asked, as the rest of a line. */
public final class RegistryAccess {
  private static final Duration PROBE = Duration.ofSeconds(2);
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  private RegistryAccess() {}

  /**
   * A request did not reach the registry or got no answer.
   *
   * @param registry its URL without a password
   */
  public static String unreachable(String registry, IOException cause) {
    Optional<String> tls = TlsFailure.explain(cause, TlsFailure.Peer.REGISTRY);
    if (tls.isPresent()) {
      return "the TLS handshake with schema registry %s failed: %s".formatted(registry, tls.get());
    }
    if (cause instanceof SocketException && registry.startsWith("http:") && speaksTls(registry)) {
      return "schema registry %s speaks TLS: write https:// in --schema-registry-url"
          .formatted(registry);
    }
    if (registry.startsWith("https:") && !(cause instanceof ConnectException)) {
      // With TLS 1.3 a server looks at our certificate when the handshake is over for us.
      String reset = reason(cause).toLowerCase(Locale.ROOT);
      if (reset.contains("writing") || reset.contains("reset") || reset.contains("end of file")) {
        return ("schema registry %s ended the TLS connection (%s): it may want a client certificate"
                + " that it trusts; name ours with schema.registry.ssl.keystore.location of"
                + " --registry-config")
            .formatted(registry, reason(cause));
      }
    }
    return "schema registry %s is not reachable (%s); check --schema-registry-url and that it runs"
        .formatted(registry, reason(cause));
  }

  /** The registry answered that we may not; empty for any other answer. */
  public static Optional<String> refused(String registry, int status) {
    return switch (status) {
      case UNAUTHORIZED ->
          Optional.of(
              ("schema registry %s refuses our credentials (HTTP 401); check"
                      + " basic.auth.credentials.source and basic.auth.user.info of"
                      + " --registry-config")
                  .formatted(registry));
      case FORBIDDEN ->
          Optional.of(
              ("schema registry %s does not allow us this (HTTP 403); check whose credentials"
                      + " --registry-config gives, and what they may")
                  .formatted(registry));
      default -> Optional.empty();
    };
  }

  private static boolean speaksTls(String registry) {
    URI first = URI.create(registry.split(",", -1)[0].strip().replace("***@", ""));
    int port = first.getPort() < 0 ? 80 : first.getPort();
    return PortProbe.speaksTls(first.getHost(), port, PROBE);
  }

  private static String reason(IOException e) {
    return e.getMessage() == null
        ? e.getClass().getSimpleName()
        : e.getMessage().replaceAll("\\s+", " ").strip();
  }
}

package io.frameflow.schemas.connections;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** What a failed TLS handshake means and what to do about it, from the exceptions of the JDK. */
public final class TlsFailure {
  private static final Pattern OTHER_HOST =
      Pattern.compile("No (subject alternative|name match).*");
  private static final Pattern ALERT =
      Pattern.compile("Received (?:fatal )?alert: (\\w+)|\\((\\w+)\\) Received (?:fatal )?alert.*");

  private TlsFailure() {}

  /** Whom we talked to, as it decides on which flag and which setting helps. */
  public enum Peer {
    BROKER("--kafka-config", ""),
    REGISTRY("--registry-config", "schema.registry.");

    private final String flag;
    private final String prefix;

    Peer(String flag, String prefix) {
      this.flag = flag;
      this.prefix = prefix;
    }

    private String setting(String name) {
      return prefix + name + " of " + flag;
    }
  }

  /**
   * The reason and the remedy, as the rest of a line that has named the server.
   *
   * @return empty if TLS is not to blame
   */
  public static Optional<String> explain(Throwable failure, Peer peer) {
    List<Throwable> causes = causes(failure);
    for (Throwable cause : causes) {
      String message = String.valueOf(cause.getMessage());
      // Inside a path validation's failure, hence looked for first.
      if (cause instanceof CertificateExpiredException) {
        return Optional.of(
            "its certificate has expired (%s): it needs a new one".formatted(message));
      }
      if (cause instanceof CertificateNotYetValidException) {
        return Optional.of(
            "its certificate is not valid yet (%s): check the clocks".formatted(message));
      }
      if (cause instanceof CertificateException && OTHER_HOST.matcher(message).matches()) {
        return Optional.of(
            "its certificate is for another host (%s): use a name that the certificate holds"
                .formatted(message));
      }
    }
    for (Throwable cause : causes) {
      if (isUntrusted(cause)) {
        return Optional.of(
            "its certificate comes from no authority that we trust; name the authority's with "
                + peer.setting("ssl.truststore.location"));
      }
      if (cause instanceof SSLException) {
        Optional<String> said = said(String.valueOf(cause.getMessage()), peer);
        if (said.isPresent()) {
          return said;
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isUntrusted(Throwable cause) {
    return cause instanceof CertPathBuilderException
        || cause instanceof CertPathValidatorException
        // A trust store without a single authority.
        || String.valueOf(cause.getMessage()).contains("trustAnchors parameter must be non-empty");
  }

  private static Optional<String> said(String message, Peer peer) {
    if (message.contains("Unsupported or unrecognized SSL message")) {
      return Optional.of("it does not speak TLS there: is this the port for plain text?");
    }
    Matcher alert = ALERT.matcher(message);
    if (!alert.find()) {
      return Optional.empty();
    }
    String name = alert.group(1) == null ? alert.group(2) : alert.group(1);
    return Optional.of(
        switch (name) {
          case "certificate_required",
              "bad_certificate",
              "certificate_unknown",
              "unknown_ca",
              "certificate_expired",
              "certificate_revoked",
              "unsupported_certificate" ->
              "it wants a client certificate that it trusts (%s); name ours with %s"
                  .formatted(name, peer.setting("ssl.keystore.location"));
          default ->
              "it ends the handshake (%s): compare the TLS versions and ciphers of both sides"
                  .formatted(name);
        });
  }

  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable at = failure; at != null && !causes.contains(at); at = at.getCause()) {
      causes.add(at);
    }
    return causes;
  }
}

package io.frameflow.standalone.stack;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * How a registry differs from the usual one.
 *
 * @param properties Quarkus' settings, put over ours; handed over in the environment, as arguments
 *     of a process can be read by every user of the machine
 * @param tls what we trust and show when the registry speaks TLS; empty for plain text
 */
public record RegistrySettings(Map<String, String> properties, Optional<SSLContext> tls) {

  public RegistrySettings {
    properties = Map.copyOf(properties);
  }

  /** The usual registry: plain text. */
  public static RegistrySettings defaults() {
    return new RegistrySettings(Map.of(), Optional.empty());
  }

  /**
   * A registry that speaks TLS alone.
   *
   * @param keyStore PKCS12 file with the key and certificate of 127.0.0.1
   * @param ours what we trust when we look whether it is up
   */
  public static RegistrySettings tls(String keyStore, String password, SSLContext ours) {
    return new RegistrySettings(
        Map.of(
            "quarkus.http.insecure.requests",
            "disabled",
            "quarkus.http.ssl.certificate.key.store.file",
            keyStore,
            "quarkus.http.ssl.certificate.key.store.file.type",
            "PKCS12",
            "quarkus.http.ssl.certificate.key.store.password",
            password),
        Optional.of(ours));
  }

  String scheme() {
    return tls.isPresent() ? "https" : "http";
  }

  /** Quarkus reads {@code QUARKUS_HTTP_PORT} as {@code quarkus.http.port}. */
  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    properties.forEach(
        (key, value) ->
            environment.put(key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"), value));
    return environment;
  }
}

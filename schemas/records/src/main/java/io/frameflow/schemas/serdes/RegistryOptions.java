package io.frameflow.schemas.serdes;

import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Where the schema registry is and how to talk to it.
 *
 * @param url {@code http} or {@code https} address of a Confluent-compatible registry; several,
 *     parted by commas, are tried in turn
 * @param autoRegister true lets producers register schemas by themselves: for a demo, as in
 *     production a release does that
 * @param properties settings of the Confluent client, passed through untouched: {@code
 *     basic.auth.credentials.source}, {@code schema.registry.ssl.truststore.location}, ...
 */
public record RegistryOptions(String url, boolean autoRegister, Map<String, String> properties)
    implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int CACHED_SCHEMAS = 1000;

  /**
   * @throws IllegalArgumentException with one line for people if the URL or a setting is not usable
   */
  public RegistryOptions {
    properties = Map.copyOf(properties);
    ClientSettings.from(properties);
    if (url == null || url.isBlank()) {
      throw new IllegalArgumentException(
          "no schema registry given: name it with --schema-registry-url http://HOST:PORT");
    }
    for (String one : url.split(",", -1)) {
      requireHttp(one.strip());
    }
  }

  /** A registry without auto-registration and without further client settings. */
  public static RegistryOptions of(String url) {
    return new RegistryOptions(url, false, Map.of());
  }

  /** The same registry, with producers that may register their schemas. */
  public RegistryOptions withAutoRegister() {
    return new RegistryOptions(url, true, properties);
  }

  /** A new client; the caller closes it. Nothing is sent before its first use. */
  public SchemaRegistryClient newClient() {
    // Unknown ids are remembered by us: a second memory in the client would keep them twice as
    // long.
    Map<String, Object> settings = ClientSettings.from(properties);
    settings.remove(ClientSettings.UNKNOWN_ID_LIFE);
    List<String> urls = Arrays.stream(url.split(",", -1)).map(String::strip).toList();
    return new CachedSchemaRegistryClient(
        urls, CACHED_SCHEMAS, List.of(new AvroSchemaProvider()), settings, Map.of());
  }

  /** The URL without the password that it may carry, for messages. */
  public String displayUrl() {
    return url.replaceAll("//[^/@,]*@", "//***@");
  }

  /** Names the settings but not their values, some of which are secrets. */
  @Override
  public String toString() {
    return "RegistryOptions[url=%s, autoRegister=%s, properties=%s]"
        .formatted(displayUrl(), autoRegister, properties.keySet().stream().sorted().toList());
  }

  private static void requireHttp(String url) {
    try {
      URI uri = new URI(url);
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (http && uri.getHost() != null) {
        return;
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(message(url) + " (" + e.getReason() + ")", e);
    }
    throw new IllegalArgumentException(message(url));
  }

  private static String message(String url) {
    return "schema registry URL '%s' is not usable: write it as http://HOST:PORT or https://HOST:PORT"
        .formatted(url.replaceAll("//[^/@,]*@", "//***@"));
  }
}

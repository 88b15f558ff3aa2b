package io.frameflow.schemas.serdes;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** The Confluent client's settings from texts: it casts the numbers among them and parses none. */
final class ClientSettings {
  /** How long an id that the registry does not know is not asked for again, in seconds. */
  static final String UNKNOWN_ID_LIFE = "missing.id.cache.ttl.sec";

  private static final Map<String, Function<String, Object>> NUMBERS =
      Map.of(
          "http.connect.timeout.ms",
          Integer::valueOf,
          "http.read.timeout.ms",
          Integer::valueOf,
          "missing.cache.size",
          Integer::valueOf,
          UNKNOWN_ID_LIFE,
          Long::valueOf,
          "missing.version.cache.ttl.sec",
          Long::valueOf,
          "missing.schema.cache.ttl.sec",
          Long::valueOf,
          "bearer.auth.cache.expiry.buffer.seconds",
          Short::valueOf);

  /** The client waits a minute by default, longer than Kafka lets a consumer be silent about. */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "http.connect.timeout.ms",
          "10000",
          "http.read.timeout.ms",
          "10000",
          // Without it the client takes any trusted certificate for any host.
          "schema.registry.ssl.endpoint.identification.algorithm",
          "https",
          // Records with made-up schema ids must not become a request each.
          UNKNOWN_ID_LIFE,
          "10");

  private ClientSettings() {}

  /**
   * Our defaults overridden by {@code properties}, with numbers as the client wants them.
   *
   * @throws IllegalArgumentException naming the setting that is no number
   */
  static Map<String, Object> from(Map<String, String> properties) {
    Map<String, Object> settings = new HashMap<>();
    DEFAULTS.forEach((key, value) -> settings.put(key, typed(key, value)));
    properties.forEach((key, value) -> settings.put(key, typed(key, value)));
    return settings;
  }

  private static Object typed(String key, String value) {
    try {
      return NUMBERS.getOrDefault(key, text -> text).apply(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "registry setting %s must be a whole number, not '%s'".formatted(key, value), e);
    }
  }
}

package io.frameflow.schemas.serdes;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.avro.Schema;

/**
 * What one registry has answered in this process. A job that restarts makes new serdes; with this,
 * they read and write what the old ones could, even if the registry cannot be asked just then. A
 * registry never gives a schema another id, so an old answer does not become wrong.
 *
 * <p>On a Flink cluster it lives as long as the job's class loader on that TaskManager.
 */
final class RegistryMemory {
  /** How long a failed registry is not asked for what is known already. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int MOST_REGISTRIES = 16;
  private static final int MOST_SCHEMAS = 1000;
  private static final Map<RegistryOptions, RegistryMemory> SHARED = bounded(MOST_REGISTRIES);

  private final Map<Integer, Schema> schemas = bounded(MOST_SCHEMAS);
  private final Map<Release, Integer> ids = bounded(MOST_SCHEMAS);
  private final LongSupplier clock;
  private volatile boolean failing;
  private volatile long failedAt;

  /** A memory of its own. */
  RegistryMemory() {
    this(System::nanoTime);
  }

  RegistryMemory(LongSupplier nanoClock) {
    clock = nanoClock;
  }

  /**
   * The memory that all serdes of this process share for one registry and one set of credentials:
   * what the right password brought to light is nothing for a wrong one.
   */
  static RegistryMemory of(RegistryOptions options) {
    RegistryOptions reading = new RegistryOptions(options.url(), false, options.properties());
    return SHARED.computeIfAbsent(reading, first -> new RegistryMemory());
  }

  Optional<Schema> schema(int id) {
    return Optional.ofNullable(schemas.get(id));
  }

  Optional<Integer> id(String subject, Schema schema) {
    return Optional.ofNullable(ids.get(new Release(subject, schema)));
  }

  /** The registry gave this schema for this id. */
  void learn(int id, Schema schema) {
    failing = false;
    schemas.put(id, schema);
  }

  /** The registry holds this schema of a subject under this id. */
  void learn(String subject, Schema schema, int id) {
    failing = false;
    ids.put(new Release(subject, schema), id);
  }

  /** The registry could not be asked. */
  void failed() {
    failedAt = clock.getAsLong();
    failing = true;
  }

  /** True if asking again now would most likely only cost another timeout. */
  boolean failedLately() {
    return failing && clock.getAsLong() - failedAt < PATIENCE.toNanos();
  }

  private record Release(String subject, Schema schema) {}

  private static <K, V> Map<K, V> bounded(int most) {
    return Collections.synchronizedMap(
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
          }
        });
  }
}

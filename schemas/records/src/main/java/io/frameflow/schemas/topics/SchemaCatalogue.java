package io.frameflow.schemas.topics;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.frameflow.schemas.serdes.RegistryOptions;
import io.frameflow.schemas.serdes.SubjectRelease;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Publishes the released schemas to a registry: what a release does once, before producers run. */
public final class SchemaCatalogue {
  /** New schemas must read old records and be read by old readers. */
  public static final String COMPATIBILITY = "FULL";

  private SchemaCatalogue() {}

  /**
   * Registers the schema of every topic under {@code <topic>-value} and holds the subject to {@link
   * #COMPATIBILITY} from then on. Doing it again changes nothing.
   *
   * @return schema id by subject
   * @throws io.frameflow.schemas.serdes.IncompatibleSchemaException if the registry refuses a
   *     schema
   * @throws io.frameflow.schemas.serdes.RegistryUnavailableException if it cannot be asked
   */
  public static Map<String, Integer> register(RegistryOptions options, String prefix) {
    try (SchemaRegistryClient client = options.newClient()) {
      return register(new SubjectRelease(client, options.displayUrl()), prefix);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As {@link #register(RegistryOptions, String)}, over a client that the caller owns. */
  public static Map<String, Integer> register(SchemaRegistryClient client, String prefix) {
    return register(new SubjectRelease(client, "(as configured)"), prefix);
  }

  private static Map<String, Integer> register(SubjectRelease release, String prefix) {
    Map<String, Integer> ids = new LinkedHashMap<>();
    for (Topic<?> topic : Topics.all()) {
      String subject = topic.subject(prefix);
      ids.put(subject, release.register(subject, topic.valueType(), COMPATIBILITY));
    }
    return ids;
  }
}

package io.frameflow.schemas.serdes;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.frameflow.schemas.topics.Topic;
import io.frameflow.schemas.topics.Topics;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;

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
   * @throws IncompatibleSchemaException if the registry refuses a schema
   * @throws RegistryUnavailableException if it cannot be asked
   */
  public static Map<String, Integer> register(RegistryOptions options, String prefix) {
    RegistryFailures failures = new RegistryFailures(options.displayUrl());
    try (SchemaRegistryClient client = options.newClient()) {
      return register(client, prefix, failures);
    } catch (IOException e) {
      throw failures.unreachable("closing the registry client", e);
    }
  }

  /** As {@link #register(RegistryOptions, String)}, over a client that the caller owns. */
  public static Map<String, Integer> register(SchemaRegistryClient client, String prefix) {
    return register(client, prefix, new RegistryFailures("(as configured)"));
  }

  private static Map<String, Integer> register(
      SchemaRegistryClient client, String prefix, RegistryFailures failures) {
    Map<String, Integer> ids = new LinkedHashMap<>();
    for (Topic<?> topic : Topics.all()) {
      String subject = topic.subject(prefix);
      ids.put(subject, register(client, subject, topic, failures));
    }
    return ids;
  }

  private static int register(
      SchemaRegistryClient client, String subject, Topic<?> topic, RegistryFailures failures) {
    Schema schema = RecordSchemas.released(topic.valueType());
    try {
      int id = client.register(subject, new AvroSchema(schema));
      // After the first registration: some registries know no rule for a subject that is not there.
      client.updateCompatibility(subject, COMPATIBILITY);
      return id;
    } catch (IOException e) {
      throw failures.unreachable("subject " + subject, e);
    } catch (RestClientException e) {
      throw failures.registering(schema.getName(), subject, e);
    }
  }
}

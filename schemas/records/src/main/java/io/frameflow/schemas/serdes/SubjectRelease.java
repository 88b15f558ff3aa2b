package io.frameflow.schemas.serdes;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import org.apache.avro.Schema;

/** Puts a record's schema under a registry's subject. */
public final class SubjectRelease {
  private final SchemaRegistryClient client;
  private final RegistryFailures failures;

  /**
   * A release to one registry.
   *
   * @param registry names the registry in messages: its URL
   */
  public SubjectRelease(SchemaRegistryClient client, String registry) {
    this.client = client;
    this.failures = new RegistryFailures(registry);
  }

  /**
   * Registers the schema of {@code type} and holds the subject to a compatibility level from then
   * on. Doing it again changes nothing.
   *
   * @return the schema's id
   * @throws IncompatibleSchemaException if the registry refuses the schema
   * @throws RegistryUnavailableException if it cannot be asked
   */
  public int register(String subject, Class<?> type, String compatibility) {
    Schema schema = RecordSchemas.released(type);
    try {
      int id = client.register(subject, new AvroSchema(schema));
      // After the first registration: some registries know no rule for a subject that is not there.
      client.updateCompatibility(subject, compatibility);
      return id;
    } catch (IOException e) {
      throw failures.unreachable("subject " + subject, e);
    } catch (RestClientException e) {
      throw failures.registering(schema.getName(), subject, e);
    }
  }
}

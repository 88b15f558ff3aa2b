package io.frameflow.schemas.serdes;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The schemas that records were written with, by their ids. What the registry once answered stays
 * usable while it cannot be asked; whether it knows an id that nobody saw yet, only it can tell.
 */
final class WriterSchemas {
  private static final Logger LOG = LoggerFactory.getLogger(WriterSchemas.class);

  private final SchemaRegistryClient client;
  private final RegistryFailures failures;
  private final RegistryMemory memory;
  private final UnknownIds unknown;

  WriterSchemas(
      SchemaRegistryClient client,
      RegistryFailures failures,
      RegistryMemory memory,
      UnknownIds unknown) {
    this.client = client;
    this.failures = failures;
    this.memory = memory;
    this.unknown = unknown;
  }

  /** True if {@link #of} refuses {@code id} without a request. */
  boolean refuses(int id) {
    return memory.schema(id).isEmpty() && unknown.holds(id);
  }

  /**
   * @throws UnknownSchemaException if the registry does not know {@code id}
   * @throws MalformedRecordException if it is no Avro schema
   * @throws RegistryUnavailableException if the registry cannot be asked and never told
   */
  Schema of(int id, String topic) {
    Optional<Schema> known = memory.schema(id);
    if (known.isPresent() && memory.failedLately()) {
      return known.get();
    }
    if (known.isEmpty() && unknown.holds(id)) {
      throw failures.unknown(id, topic, null);
    }
    try {
      Schema answered = ask(id, topic);
      memory.learn(id, answered);
      return answered;
    } catch (RegistryUnavailableException e) {
      memory.failed();
      return knownDespite(known, e);
    } catch (UnknownSchemaException e) {
      unknown.add(id);
      // A registry that forgot a schema, such as one in memory that was restarted, is no reason to
      // refuse the records that were written before.
      return knownDespite(known, e);
    }
  }

  private static Schema knownDespite(Optional<Schema> known, SerializationException failure) {
    Schema schema = known.orElseThrow(() -> failure);
    LOG.warn("{}; going on with the schema that it gave earlier", failure.getMessage());
    return schema;
  }

  private Schema ask(int id, String topic) {
    try {
      ParsedSchema parsed = client.getSchemaById(id);
      if (parsed instanceof AvroSchema avro) {
        return avro.rawSchema();
      }
      throw failures.notAvro(id, topic, parsed.schemaType(), null);
    } catch (IOException e) {
      throw failures.lookingUp(id, topic, e);
    } catch (RestClientException e) {
      throw failures.lookingUp(id, topic, e);
    }
  }
}

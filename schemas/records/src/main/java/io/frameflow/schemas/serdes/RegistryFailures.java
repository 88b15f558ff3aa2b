package io.frameflow.schemas.serdes;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.frameflow.schemas.connections.RegistryAccess;
import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;

/** Tells what a failed request to the registry means; error codes are Confluent's. */
final class RegistryFailures {
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int UNPROCESSABLE = 422;

  /** The registry as messages name it: its URL. */
  private final String registry;

  RegistryFailures(String registry) {
    this.registry = registry;
  }

  /** A request did not reach the registry or got no answer. */
  RegistryUnavailableException unreachable(String task, IOException cause) {
    return new RegistryUnavailableException(
        task + ": " + RegistryAccess.unreachable(registry, cause), cause);
  }

  SerializationException lookingUp(int id, String topic, RestClientException e) {
    String task = "topic " + topic + ": looking up schema id " + id;
    if (e.getStatus() == NOT_FOUND) {
      return new UnknownSchemaException(
          "topic %s: the record names schema id %d, which registry %s does not know"
              .formatted(topic, id, registry),
          id,
          e);
    }
    return failing(task, e);
  }

  SerializationException findingOurs(String schema, String subject, RestClientException e) {
    if (e.getStatus() == NOT_FOUND) {
      return new SchemaNotRegisteredException(
          ("schema %s is not registered under subject %s of registry %s: register it once with"
                  + " './frameflow topics --bootstrap-servers HOST:PORT --schema-registry-url %s'")
              .formatted(schema, subject, registry, registry),
          e);
    }
    return failing("subject " + subject + ": looking up " + schema, e);
  }

  SerializationException registering(String schema, String subject, RestClientException e) {
    if (e.getStatus() == CONFLICT || e.getStatus() == UNPROCESSABLE) {
      return new IncompatibleSchemaException(
          "registry %s refuses schema %s for subject %s as incompatible with the released ones: %s"
              .formatted(registry, schema, subject, oneLine(e.getMessage())),
          e);
    }
    return failing("subject " + subject + ": registering " + schema, e);
  }

  RegistryUnavailableException failing(String task, RestClientException e) {
    String what =
        RegistryAccess.refused(registry, e.getStatus())
            .orElseGet(
                () ->
                    "schema registry %s failed (HTTP %d: %s)"
                        .formatted(registry, e.getStatus(), oneLine(e.getMessage())));
    return new RegistryUnavailableException(task + ": " + what, e);
  }

  private static String oneLine(String message) {
    return message == null ? "no reason given" : message.replaceAll("\\s+", " ").strip();
  }
}

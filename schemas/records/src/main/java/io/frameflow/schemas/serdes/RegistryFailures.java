package io.frameflow.schemas.serdes;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.frameflow.schemas.connections.RegistryAccess;
import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;

/** Tells what a failed request to the registry means; error codes are Confluent's. */
final class RegistryFailures {
  private static final int SUBJECT_NOT_FOUND = 40401;
  private static final int SCHEMA_NOT_FOUND = 40403;
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

  /** A request for a schema by its id came back without an answer, or with one of no use. */
  SerializationException lookingUp(int id, String topic, IOException e) {
    // The client knows Avro alone and reports anything else as if the connection had failed.
    if (e.getMessage() != null && e.getMessage().startsWith("Invalid schema ")) {
      return notAvro(id, topic, "another type, or broken", e);
    }
    return unreachable(lookingUp(id, topic), e);
  }

  /** A request for a schema by its id was answered with an error. */
  SerializationException lookingUp(int id, String topic, RestClientException e) {
    if (knowsNot(e)) {
      return unknown(id, topic, e);
    }
    return failing(lookingUp(id, topic), e);
  }

  UnknownSchemaException unknown(int id, String topic, RestClientException cause) {
    return new UnknownSchemaException(
        "topic %s: the record names schema id %d, which registry %s does not know"
            .formatted(topic, id, registry),
        id,
        cause);
  }

  MalformedRecordException notAvro(int id, String topic, String type, IOException cause) {
    return new MalformedRecordException(
        "topic %s: schema id %d is not Avro but %s".formatted(topic, id, type), cause);
  }

  /** A proxy before a registry that is down may answer 404 as well, but not with these codes. */
  private static boolean knowsNot(RestClientException e) {
    return e.getErrorCode() == SCHEMA_NOT_FOUND || e.getErrorCode() == SUBJECT_NOT_FOUND;
  }

  private static String lookingUp(int id, String topic) {
    return "topic " + topic + ": looking up schema id " + id;
  }

  SerializationException findingOurs(String schema, String subject, RestClientException e) {
    if (knowsNot(e)) {
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

package io.frameflow.schemas.serdes;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Values in the Confluent wire format: magic byte 0, schema id (4 bytes, big-endian), Avro binary.
 * Subjects follow the TopicNameStrategy, {@code <topic>-value}. Null stands for null (a tombstone).
 *
 * <p>One serde may be used by several threads. Its serializer and deserializer share one registry
 * client, which {@link #close} closes; closing either of the two closes nothing.
 *
 * <p>Every failure is a {@link org.apache.kafka.common.errors.SerializationException} with a
 * one-line message: {@link RegistryUnavailableException} when the registry could not be asked,
 * {@link MalformedRecordException} when the bytes are wrong, {@link SchemaNotRegisteredException}
 * and {@link IncompatibleSchemaException} when a producer's schema is not, or cannot be,
 * registered.
 */
public final class AvroSerde<V extends SpecificRecord> implements Serde<V> {
  private final SchemaRegistryClient client;
  private final AvroSerializer<V> serializer;
  private final AvroDeserializer<V> deserializer;

  private AvroSerde(
      Class<V> type, SchemaRegistryClient client, boolean autoRegister, String registry) {
    RegistryFailures failures = new RegistryFailures(registry);
    this.client = client;
    this.serializer = new AvroSerializer<>(type, client, autoRegister, failures);
    this.deserializer = new AvroDeserializer<>(type, client, failures);
  }

  /** A serde with its own client. No request is made before the first record. */
  public static <V extends SpecificRecord> AvroSerde<V> of(Class<V> type, RegistryOptions options) {
    return new AvroSerde<>(type, options.newClient(), options.autoRegister(), options.displayUrl());
  }

  /**
   * A serde over {@code client}, which {@link #close} closes; {@code registry} names it in
   * messages.
   */
  public static <V extends SpecificRecord> AvroSerde<V> over(
      Class<V> type, SchemaRegistryClient client, boolean autoRegister, String registry) {
    return new AvroSerde<>(type, client, autoRegister, registry);
  }

  /**
   * Asks the registry now for what the first record written to {@code topic} would need, so that a
   * wrong registry shows at the start.
   *
   * @return the schema's id
   * @throws org.apache.kafka.common.errors.SerializationException as writing a record would
   */
  public int prepareToWrite(String topic) {
    return serializer.schemaId(topic);
  }

  @Override
  public Serializer<V> serializer() {
    return serializer;
  }

  @Override
  public Deserializer<V> deserializer() {
    return deserializer;
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.frameflow.schemas.serdes;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
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
 *
 * <p>What a registry once answered is remembered for the whole process: a new serde goes on with it
 * while the registry cannot be asked. Ids that the registry does not know are remembered for {@code
 * missing.id.cache.ttl.sec}, 10 s unless set.
 */
public final class AvroSerde<V extends SpecificRecord> implements Serde<V> {
  private final SchemaRegistryClient client;
  private final AvroSerializer<V> serializer;
  private final AvroDeserializer<V> deserializer;

  private AvroSerde(
      Class<V> type,
      SchemaRegistryClient client,
      boolean autoRegister,
      String registry,
      RegistryMemory memory,
      UnknownIds unknown) {
    RegistryFailures failures = new RegistryFailures(registry);
    this.client = client;
    this.serializer = new AvroSerializer<>(type, client, autoRegister, failures, memory);
    this.deserializer =
        new AvroDeserializer<>(type, new WriterSchemas(client, failures, memory, unknown));
  }

  /** A serde with its own client. No request is made before the first record. */
  public static <V extends SpecificRecord> AvroSerde<V> of(Class<V> type, RegistryOptions options) {
    String registry = options.displayUrl();
    return new AvroSerde<>(
        type,
        options.newClient(),
        options.autoRegister(),
        registry,
        RegistryMemory.of(options),
        UnknownIds.of(options.properties()));
  }

  /**
   * A serde over {@code client}, which {@link #close} closes; {@code registry} names it in
   * messages.
   */
  public static <V extends SpecificRecord> AvroSerde<V> over(
      Class<V> type, SchemaRegistryClient client, boolean autoRegister, String registry) {
    UnknownIds unknown = UnknownIds.of(Map.of());
    return new AvroSerde<>(type, client, autoRegister, registry, new RegistryMemory(), unknown);
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

  /**
   * True if the deserializer asks the registry nothing for {@code value}: it knows the schema, or
   * refuses the bytes as they are.
   */
  public boolean readsOffline(byte[] value) {
    return deserializer.readsOffline(value);
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

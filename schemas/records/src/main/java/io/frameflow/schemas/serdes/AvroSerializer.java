package io.frameflow.schemas.serdes;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes records in the wire format; see {@link AvroSerde}. */
final class AvroSerializer<V extends SpecificRecord> implements Serializer<V> {
  private static final Logger LOG = LoggerFactory.getLogger(AvroSerializer.class);

  private final SchemaRegistryClient client;
  private final boolean autoRegister;
  private final RegistryFailures failures;
  private final RegistryMemory memory;
  private final Schema released;
  private final SpecificDatumWriter<V> writer;
  private final ConcurrentHashMap<String, Integer> ids = new ConcurrentHashMap<>();
  // Buffers wait here rather than in thread locals, which would outlive a job in Flink's threads.
  private final ConcurrentLinkedQueue<RecordBuffer> idle = new ConcurrentLinkedQueue<>();

  AvroSerializer(
      Class<V> type,
      SchemaRegistryClient client,
      boolean autoRegister,
      RegistryFailures failures,
      RegistryMemory memory) {
    this.memory = memory;
    this.client = client;
    this.autoRegister = autoRegister;
    this.failures = failures;
    this.released = RecordSchemas.released(type);
    this.writer =
        new SpecificDatumWriter<>(RecordSchemas.ofClass(type), SpecificData.getForClass(type));
  }

  @Override
  public byte[] serialize(String topic, V value) {
    if (value == null) {
      return null;
    }
    int id = schemaId(topic);
    RecordBuffer buffer = idle.poll();
    if (buffer == null) {
      buffer = new RecordBuffer();
    }
    try {
      byte[] bytes = buffer.write(id, writer, value);
      if (buffer.worthKeeping()) {
        idle.offer(buffer);
      }
      return bytes;
    } catch (IOException | AvroRuntimeException | ClassCastException | NullPointerException e) {
      throw new SerializationException(
          "topic %s: the %s cannot be written: %s"
              .formatted(topic, released.getName(), e.getMessage()),
          e);
    }
  }

  /** Looks the schema's id up, or registers it, where that has not happened yet. */
  int schemaId(String topic) {
    Integer known = ids.get(topic);
    return known != null ? known : ids.computeIfAbsent(topic, this::askForId);
  }

  private int askForId(String topic) {
    String subject = topic + "-value";
    Optional<Integer> known = memory.id(subject, released);
    if (known.isPresent() && memory.failedLately()) {
      return known.get();
    }
    try {
      int id = askForId(topic, subject);
      memory.learn(subject, released, id);
      return id;
    } catch (RegistryUnavailableException e) {
      memory.failed();
      int id = known.orElseThrow(() -> e);
      LOG.warn("{}; going on with the id {} that it gave earlier", e.getMessage(), id);
      return id;
    }
  }

  private int askForId(String topic, String subject) {
    AvroSchema schema = new AvroSchema(released);
    try {
      return autoRegister ? client.register(subject, schema) : client.getId(subject, schema);
    } catch (IOException e) {
      throw failures.unreachable("topic " + topic, e);
    } catch (RestClientException e) {
      throw autoRegister
          ? failures.registering(released.getName(), subject, e)
          : failures.findingOurs(released.getName(), subject, e);
    }
  }
}

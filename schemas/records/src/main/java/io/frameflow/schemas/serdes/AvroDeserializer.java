package io.frameflow.schemas.serdes;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads records of the wire format, whatever compatible schema wrote them; see {@link AvroSerde}.
 */
final class AvroDeserializer<V extends SpecificRecord> implements Deserializer<V> {
  private final SchemaRegistryClient client;
  private final RegistryFailures failures;
  private final Schema expected;
  private final SpecificData data;
  private final ConcurrentHashMap<Integer, SpecificDatumReader<V>> readers =
      new ConcurrentHashMap<>();

  AvroDeserializer(Class<V> type, SchemaRegistryClient client, RegistryFailures failures) {
    this.client = client;
    this.failures = failures;
    this.expected = RecordSchemas.ofClass(type);
    this.data = SpecificData.getForClass(type);
  }

  @Override
  public V deserialize(String topic, byte[] bytes) {
    if (bytes == null) {
      return null;
    }
    int id = WireFormat.schemaId(topic, bytes);
    SpecificDatumReader<V> reader = readers.get(id);
    if (reader == null) {
      reader = readers.computeIfAbsent(id, missing -> newReader(missing, topic));
    }
    BoundedDecoder decoder = new BoundedDecoder(bytes, WireFormat.HEADER_BYTES);
    try {
      V value = reader.read(null, decoder);
      if (decoder.remaining() > 0) {
        throw malformed(topic, id, decoder.remaining() + " bytes too many", null);
      }
      return value;
    } catch (EOFException e) {
      throw malformed(topic, id, "truncated", e);
    } catch (IOException | AvroRuntimeException | ClassCastException e) {
      throw malformed(topic, id, String.valueOf(e.getMessage()), e);
    }
  }

  private MalformedRecordException malformed(String topic, int id, String what, Exception cause) {
    return new MalformedRecordException(
        "topic %s: the record of schema id %d is not a readable %s: %s"
            .formatted(topic, id, expected.getName(), what),
        cause);
  }

  private SpecificDatumReader<V> newReader(int id, String topic) {
    Schema written = writtenWith(id, topic);
    SchemaPairCompatibility fit =
        SchemaCompatibility.checkReaderWriterCompatibility(expected, written);
    if (fit.getType() != SchemaCompatibilityType.COMPATIBLE) {
      throw new MalformedRecordException(
          "topic %s: schema id %d (%s) cannot be read as %s: %s"
              .formatted(
                  topic,
                  id,
                  written.getFullName(),
                  expected.getFullName(),
                  fit.getResult().getIncompatibilities().get(0).getMessage()));
    }
    return new SpecificDatumReader<>(written, expected, data);
  }

  private Schema writtenWith(int id, String topic) {
    try {
      ParsedSchema parsed = client.getSchemaById(id);
      if (parsed instanceof AvroSchema avro) {
        return avro.rawSchema();
      }
      throw new MalformedRecordException(
          "topic %s: schema id %d is of type %s, not Avro"
              .formatted(topic, id, parsed.schemaType()));
    } catch (IOException e) {
      throw failures.unreachable("topic " + topic + ": looking up schema id " + id, e);
    } catch (RestClientException e) {
      throw failures.lookingUp(id, topic, e);
    }
  }
}

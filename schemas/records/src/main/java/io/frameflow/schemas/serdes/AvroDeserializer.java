package io.frameflow.schemas.serdes;

import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
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
  private final WriterSchemas written;
  private final Schema expected;
  private final SpecificData data;
  private final ConcurrentHashMap<Integer, SpecificDatumReader<V>> readers =
      new ConcurrentHashMap<>();

  /** Why the schemas of these ids cannot be read: there are as many as the registry has at most. */
  private final ConcurrentHashMap<Integer, String> misfits = new ConcurrentHashMap<>();

  AvroDeserializer(Class<V> type, WriterSchemas written) {
    this.written = written;
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
    V value;
    try {
      value = reader.read(null, decoder);
    } catch (EOFException e) {
      throw malformed(topic, id, "truncated", e);
    } catch (IOException | RuntimeException e) {
      // Avro trusts the bytes: an index of a union or an enum, for one, is looked up unchecked.
      throw malformed(topic, id, String.valueOf(e.getMessage()), e);
    } catch (StackOverflowError e) {
      // A writer's schema may have a recursive field, which is skipped level by level.
      throw malformed(topic, id, "it is nested too deeply", e);
    }
    if (decoder.remaining() > 0) {
      throw malformed(topic, id, decoder.remaining() + " bytes too many", null);
    }
    return value;
  }

  private MalformedRecordException malformed(String topic, int id, String what, Throwable cause) {
    return new MalformedRecordException(
        "topic %s: the record of schema id %d is not a readable %s: %s"
            .formatted(topic, id, expected.getName(), what),
        cause);
  }

  /** True if {@link #deserialize} asks the registry nothing for these bytes. */
  boolean readsOffline(byte[] bytes) {
    if (!WireFormat.hasSchemaId(bytes)) {
      return true;
    }
    int id = WireFormat.schemaId("", bytes);
    return readers.containsKey(id) || misfits.containsKey(id) || written.refuses(id);
  }

  private SpecificDatumReader<V> newReader(int id, String topic) {
    String misfit = misfits.get(id);
    if (misfit != null) {
      throw new MalformedRecordException("topic %s: %s".formatted(topic, misfit));
    }
    Schema writer = written.of(id, topic);
    SchemaPairCompatibility fit =
        SchemaCompatibility.checkReaderWriterCompatibility(expected, writer);
    if (fit.getType() != SchemaCompatibilityType.COMPATIBLE) {
      misfit =
          "schema id %d (%s) cannot be read as %s: %s"
              .formatted(
                  id,
                  writer.getFullName(),
                  expected.getFullName(),
                  fit.getResult().getIncompatibilities().get(0).getMessage());
      misfits.put(id, misfit);
      throw new MalformedRecordException("topic %s: %s".formatted(topic, misfit));
    }
    return new SpecificDatumReader<>(writer, expected, data);
  }
}

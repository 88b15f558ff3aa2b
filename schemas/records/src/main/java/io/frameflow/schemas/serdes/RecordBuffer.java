package io.frameflow.schemas.serdes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;

/** Memory in which one record at a time is written; of one thread at a time. */
final class RecordBuffer {
  private static final int FIRST_BYTES = 1 << 10;
  private static final int MOST_KEPT_BYTES = 1 << 20;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(FIRST_BYTES);
  private BinaryEncoder encoder;

  /** The record with its five-byte header, as a new array. */
  <V> byte[] write(int schemaId, DatumWriter<V> writer, V value) throws IOException {
    bytes.reset();
    bytes.write(WireFormat.MAGIC);
    bytes.write(schemaId >>> 24);
    bytes.write(schemaId >>> 16);
    bytes.write(schemaId >>> 8);
    bytes.write(schemaId);
    encoder = EncoderFactory.get().binaryEncoder(bytes, encoder);
    writer.write(value, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  /** False after a large record, so that rare 10 MB frames do not pin their memory. */
  boolean worthKeeping() {
    return bytes.size() <= MOST_KEPT_BYTES;
  }
}

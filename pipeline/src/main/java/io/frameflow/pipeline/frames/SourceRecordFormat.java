package io.frameflow.pipeline.frames;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Bytes of a {@link SourceRecord} between two tasks. Lengths are ints; -1 stands for null. */
final class SourceRecordFormat {
  private static final int NULL = -1;

  private SourceRecordFormat() {}

  static void write(SourceRecord record, DataOutputView out) throws IOException {
    out.writeUTF(record.topic());
    out.writeInt(record.partition());
    out.writeLong(record.offset());
    writeInstant(record.recordedAt(), out);
    writeInstant(record.arrivedAt(), out);
    writeBytes(record.key(), out);
    out.writeInt(record.headers().size());
    for (Map.Entry<String, byte[]> header : record.headers().entrySet()) {
      // Not writeUTF: a header's name may be longer than its 64 KB.
      writeBytes(header.getKey().getBytes(StandardCharsets.UTF_8), out);
      writeBytes(header.getValue(), out);
    }
    writeBytes(record.value(), out);
  }

  static SourceRecord read(DataInputView in) throws IOException {
    return new SourceRecord(
        in.readUTF(),
        in.readInt(),
        in.readLong(),
        readInstant(in),
        readInstant(in),
        readBytes(in),
        readHeaders(in),
        readBytes(in));
  }

  private static Map<String, byte[]> readHeaders(DataInputView in) throws IOException {
    int count = in.readInt();
    Map<String, byte[]> headers = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      headers.put(new String(readBytes(in), StandardCharsets.UTF_8), readBytes(in));
    }
    return headers;
  }

  private static void writeInstant(Instant instant, DataOutputView out) throws IOException {
    out.writeLong(instant.getEpochSecond());
    out.writeInt(instant.getNano());
  }

  private static Instant readInstant(DataInputView in) throws IOException {
    return Instant.ofEpochSecond(in.readLong(), in.readInt());
  }

  private static void writeBytes(byte[] bytes, DataOutputView out) throws IOException {
    if (bytes == null) {
      out.writeInt(NULL);
    } else {
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }

  private static byte[] readBytes(DataInputView in) throws IOException {
    int length = in.readInt();
    if (length == NULL) {
      return null;
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }
}

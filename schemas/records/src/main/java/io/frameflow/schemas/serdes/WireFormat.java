package io.frameflow.schemas.serdes;

import java.nio.ByteBuffer;

/** The header of every value: magic byte 0 and the schema id, four bytes, big-endian. */
final class WireFormat {
  static final byte MAGIC = 0;
  static final int HEADER_BYTES = 5;

  private WireFormat() {}

  /** True if {@link #schemaId} finds one in {@code bytes}. */
  static boolean hasSchemaId(byte[] bytes) {
    return bytes != null && bytes.length >= HEADER_BYTES && bytes[0] == MAGIC;
  }

  /**
   * @throws MalformedRecordException if the bytes do not begin with a header
   */
  static int schemaId(String topic, byte[] bytes) {
    if (bytes.length < HEADER_BYTES) {
      throw new MalformedRecordException(
          "topic %s: a record of %d bytes is too short for the registry's wire format"
              .formatted(topic, bytes.length));
    }
    if (bytes[0] != MAGIC) {
      throw new MalformedRecordException(
          "topic %s: the record begins with byte 0x%02x, not with the registry's magic byte 0x00"
              .formatted(topic, bytes[0]));
    }
    return ByteBuffer.wrap(bytes).getInt(1);
  }
}

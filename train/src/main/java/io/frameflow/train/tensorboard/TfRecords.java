package io.frameflow.train.tensorboard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * TensorFlow's record format, little-endian: length (8 bytes), masked CRC-32C of the length (4),
 * data, masked CRC-32C of the data (4).
 */
final class TfRecords {

  private static final int HEAD = Long.BYTES + Integer.BYTES;
  private static final int FRAME = HEAD + Integer.BYTES;
  private static final int MASK = 0xa282ead8;

  private TfRecords() {}

  /** One record, ready to be written. */
  static ByteBuffer frame(byte[] data) {
    ByteBuffer record = ByteBuffer.allocate(FRAME + data.length).order(ByteOrder.LITTLE_ENDIAN);
    record.putLong(data.length);
    record.putInt(maskedChecksum(record.array(), 0, Long.BYTES));
    record.put(data);
    record.putInt(maskedChecksum(data, 0, data.length));
    return record.flip();
  }

  /** The records of a file up to its end, or to the first that is cut off or damaged. */
  static List<byte[]> read(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    List<byte[]> records = new ArrayList<>();
    while (bytes.remaining() >= FRAME) {
      int start = bytes.position();
      long length = bytes.getLong();
      if (bytes.getInt() != maskedChecksum(file, start, Long.BYTES)
          || length < 0
          || length > bytes.remaining() - Integer.BYTES) {
        break;
      }
      byte[] data = new byte[(int) length];
      bytes.get(data);
      if (bytes.getInt() != maskedChecksum(data, 0, data.length)) {
        break;
      }
      records.add(data);
    }
    return records;
  }

  // Rotated and shifted by a constant: a checksum of data that holds checksums would be weak.
  private static int maskedChecksum(byte[] bytes, int offset, int length) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, offset, length);
    int value = (int) sum.getValue();
    return Integer.rotateRight(value, 15) + MASK;
  }
}

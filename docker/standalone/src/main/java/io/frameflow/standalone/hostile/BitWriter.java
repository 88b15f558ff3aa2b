package io.frameflow.standalone.hostile;

import java.io.ByteArrayOutputStream;

/** Entropy-coded data of a JPEG: the highest bit first, a zero stuffed behind each 0xFF. */
final class BitWriter {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int current;
  private int filled;

  /** Appends the lowest {@code count} bits of {@code value}. */
  void put(int value, int count) {
    for (int i = count - 1; i >= 0; i--) {
      current = current << 1 | (value >>> i & 1);
      if (++filled == 8) {
        flush();
      }
    }
  }

  /** The bytes, the last one filled up with ones. */
  byte[] end() {
    while (filled != 0) {
      put(1, 1);
    }
    return bytes.toByteArray();
  }

  private void flush() {
    bytes.write(current);
    if (current == 0xff) {
      bytes.write(0);
    }
    current = 0;
    filled = 0;
  }
}

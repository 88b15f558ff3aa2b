package io.frameflow.detector.images;

/** Reads the bits of one entropy-coded segment of a JPEG; it ends at the first marker. */
final class EntropyBits {

  private static final int WANTED = 32;

  /**
   * Webcams are known to leave a few stray bytes behind the data; more means that a part is lost.
   */
  private static final int SURPLUS_BYTES = 16;

  private final byte[] data;
  private int position;
  private long buffer;
  private int available;

  EntropyBits(byte[] data, int position) {
    this.data = data;
    this.position = position;
  }

  /**
   * Reads one Huffman code.
   *
   * @return its symbol, or -1 if the data ends or no code starts with these bits
   */
  int symbol(HuffmanTable table) {
    refill();
    int next16 =
        (int)
            (available >= HuffmanTable.MAX_CODE_LENGTH
                ? buffer >>> (available - HuffmanTable.MAX_CODE_LENGTH)
                : buffer << (HuffmanTable.MAX_CODE_LENGTH - available));
    int found = table.lookUp(next16 & 0xffff);
    if (found < 0 || !skip(found >>> 8)) {
      return -1;
    }
    return found & 0xff;
  }

  /** Skips up to 16 bits right after a symbol; false if the data ends before. */
  boolean skip(int bits) {
    if (bits > available) {
      return false;
    }
    available -= bits;
    return true;
  }

  /**
   * Reads up to 16 bits.
   *
   * @return them as a number, or -1 if the data ends before
   */
  int read(int bits) {
    refill();
    if (!skip(bits)) {
      return -1;
    }
    return (int) (buffer >>> available) & ((1 << bits) - 1);
  }

  /**
   * Goes on behind the restart marker that must be next.
   *
   * @param number of the marker, 0 to 7
   */
  boolean restart(int number) {
    boolean found =
        endAtMarker()
            && position < data.length
            && (data[position + 1] & 0xff) == JpegMarkers.FIRST_RESTART + number;
    position += 2;
    return found;
  }

  /**
   * Drops the bits up to the next marker, which is where the position then stands.
   *
   * @return false if they are too many to be stray ones
   */
  boolean endAtMarker() {
    int unread = position - available / 8;
    available = 0;
    buffer = 0;
    position = JpegMarkers.next(data, position);
    return position - unread <= SURPLUS_BYTES;
  }

  int position() {
    return position;
  }

  private void refill() {
    while (available < WANTED && position < data.length) {
      int next = data[position] & 0xff;
      if (next == 0xff) {
        // a stuffed zero makes it data; anything else is a marker
        if (position + 1 >= data.length || data[position + 1] != 0) {
          return;
        }
        position++;
      }
      position++;
      buffer = buffer << 8 | next;
      available += 8;
    }
  }
}

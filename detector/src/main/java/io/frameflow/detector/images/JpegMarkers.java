package io.frameflow.detector.images;

/** The marker codes of JPEG (ITU-T T.81, table B.1) that matter here, without their 0xFF. */
final class JpegMarkers {

  static final int BASELINE = 0xc0;
  static final int EXTENDED = 0xc1;
  static final int PROGRESSIVE = 0xc2;
  static final int HUFFMAN_TABLES = 0xc4;
  static final int FIRST_RESTART = 0xd0;
  static final int LAST_RESTART = 0xd7;
  static final int START_OF_IMAGE = 0xd8;
  static final int END_OF_IMAGE = 0xd9;
  static final int START_OF_SCAN = 0xda;
  static final int QUANTISATION_TABLES = 0xdb;
  static final int LINE_COUNT = 0xdc;
  static final int RESTART_INTERVAL = 0xdd;

  private JpegMarkers() {}

  /** Whether this starts a frame of any coding process. */
  static boolean startsFrame(int marker) {
    // 0xc8 is reserved and 0xcc sets arithmetic coding up: neither can be decoded
    return marker >= BASELINE && marker <= 0xcf && marker != HUFFMAN_TABLES;
  }

  static boolean isRestart(int marker) {
    return marker >= FIRST_RESTART && marker <= LAST_RESTART;
  }

  /**
   * Position of the next marker's 0xFF at or after {@code from}, or the end of the data. 0xFF 0x00
   * is data and 0xFF 0xFF is fill.
   */
  static int next(byte[] data, int from) {
    for (int i = from; i + 1 < data.length; i++) {
      if (data[i] == (byte) 0xff && data[i + 1] != 0 && data[i + 1] != (byte) 0xff) {
        return i;
      }
    }
    return data.length;
  }

  /** Whether the data has more than so many markers of a kind from there on. */
  static boolean hasMore(byte[] data, int from, int marker, int most) {
    int found = 0;
    int at = next(data, from);
    while (at < data.length && found <= most) {
      found += (data[at + 1] & 0xff) == marker ? 1 : 0;
      at = next(data, at + 2);
    }
    return found > most;
  }
}

package io.frameflow.detector.images;

import java.util.Arrays;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;

/** A Huffman code of a JPEG (ITU-T T.81, annex C), prepared for reading. */
final class HuffmanTable {

  static final int MAX_CODE_LENGTH = 16;
  private static final int QUICK_BITS = 8;

  /** For every 8-bit prefix: code length times 256 plus symbol, or 0 where the code is longer. */
  private final int[] quick = new int[1 << QUICK_BITS];

  /** For every length: the first code beyond those of that length, left-aligned to 16 bits. */
  private final int[] limits = new int[MAX_CODE_LENGTH + 2];

  /** For every length: index of its first symbol minus its first code. */
  private final int[] offsets = new int[MAX_CODE_LENGTH + 1];

  private final int[] symbols;

  /**
   * @param counts {@code [16]} number of codes of length 1 to 16
   * @param symbols in the order of their codes
   * @throws IllegalArgumentException if there are more codes of a length than fit
   */
  HuffmanTable(int[] counts, int[] symbols) {
    this.symbols = symbols;
    int code = 0;
    int index = 0;
    for (int length = 1; length <= MAX_CODE_LENGTH; length++) {
      int count = counts[length - 1];
      if (code + count > 1 << length) {
        throw new IllegalArgumentException("more codes of " + length + " bits than there can be");
      }
      offsets[length] = index - code;
      for (int i = 0; i < count && length <= QUICK_BITS; i++) {
        int first = (code + i) << (QUICK_BITS - length);
        int entry = length << 8 | symbols[index + i];
        Arrays.fill(quick, first, first + (1 << (QUICK_BITS - length)), entry);
      }
      code += count;
      index += count;
      limits[length] = code << (MAX_CODE_LENGTH - length);
      code <<= 1;
    }
    limits[MAX_CODE_LENGTH + 1] = Integer.MAX_VALUE;
  }

  /** One of the tables that motion JPEG cameras leave out (T.81, annex K.3). */
  static HuffmanTable standard(JPEGHuffmanTable table) {
    int[] counts = new int[MAX_CODE_LENGTH];
    short[] lengths = table.getLengths();
    for (int i = 0; i < lengths.length; i++) {
      counts[i] = lengths[i];
    }
    short[] values = table.getValues();
    int[] symbols = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      symbols[i] = values[i];
    }
    return new HuffmanTable(counts, symbols);
  }

  /**
   * The symbol that the next bits stand for.
   *
   * @param next16 the next 16 bits
   * @return code length times 256 plus symbol, or -1 if no code starts like this
   */
  int lookUp(int next16) {
    int entry = quick[next16 >>> (MAX_CODE_LENGTH - QUICK_BITS)];
    if (entry != 0) {
      return entry;
    }
    int length = QUICK_BITS + 1;
    while (next16 >= limits[length]) {
      length++;
    }
    if (length > MAX_CODE_LENGTH) {
      return -1;
    }
    return length << 8 | symbols[offsets[length] + (next16 >>> (MAX_CODE_LENGTH - length))];
  }
}

package io.frameflow.standalone.hostile;

import java.util.List;

/**
 * JPEGs of one even grey, written without ever holding the picture: a few hundred kilobytes that
 * decode to a hundred megabytes. Chroma is halved.
 */
final class FlatJpeg {

  private static final int BLOCKS_PER_UNIT = 6;
  private static final int LONGEST_RUN = 14;

  private FlatJpeg() {}

  /**
   * One scan of a progressive JPEG.
   *
   * @param channel 1 to 3, or 0 for all of them (the first coefficient only)
   * @param bits high and low bit position in one byte
   */
  record Scan(int channel, int first, int last, int bits) {}

  /** A valid baseline picture. */
  static byte[] baseline(int width, int height) {
    JpegBuilder jpeg =
        new JpegBuilder()
            .quantisation()
            // one code of one bit each: no difference, and end of block
            .huffman(0x00, 1, 0)
            .huffman(0x10, 1, 0)
            .frame(JpegSegments.START_OF_FRAME, 8, width, height, 3)
            .scan(1, 3, 0, 63, 0);
    long bits = units(width, height) * BLOCKS_PER_UNIT * 2;
    return jpeg.raw(zeros(bits)).end();
  }

  /** The fewest scans that make a progressive picture complete. */
  static List<Scan> plainScans() {
    return List.of(
        new Scan(0, 0, 0, 0), new Scan(1, 1, 63, 0), new Scan(2, 1, 63, 0), new Scan(3, 1, 63, 0));
  }

  /** A progressive picture with these scans, in which nothing but their number may be odd. */
  static byte[] progressive(int width, int height, List<Scan> scans) {
    JpegBuilder jpeg = new JpegBuilder().quantisation().huffman(0x00, 1, 0);
    int[] runs = new int[LONGEST_RUN + 1];
    for (int i = 0; i < runs.length; i++) {
      runs[i] = i << 4;
    }
    jpeg.huffman(0x10, 4, runs).frame(JpegSegments.PROGRESSIVE_FRAME, 8, width, height, 3);
    byte[] first = zeros(units(width, height) * BLOCKS_PER_UNIT);
    byte[] luma = endOfBlockRuns(blocks(width, 8) * blocks(height, 8));
    byte[] chroma = endOfBlockRuns(blocks(width, 16) * blocks(height, 16));
    for (Scan scan : scans) {
      int channel = scan.channel();
      jpeg.scan(
          channel == 0 ? 1 : channel,
          channel == 0 ? 3 : channel,
          scan.first(),
          scan.last(),
          scan.bits());
      jpeg.raw(channel == 0 ? first : channel == 1 ? luma : chroma);
    }
    return jpeg.end();
  }

  /** Codes for "so many blocks end here", each for a power of two of them. */
  private static byte[] endOfBlockRuns(long blocks) {
    BitWriter bits = new BitWriter();
    long left = blocks;
    for (int run = LONGEST_RUN; run >= 0; run--) {
      while (left >= 1L << run) {
        bits.put(run, 4);
        bits.put(0, run);
        left -= 1L << run;
      }
    }
    return bits.end();
  }

  private static byte[] zeros(long bits) {
    byte[] data = new byte[Math.toIntExact((bits + 7) / 8)];
    if (bits % 8 != 0) {
      data[data.length - 1] = (byte) (0xff >> bits % 8);
    }
    return data;
  }

  private static long units(int width, int height) {
    return blocks(width, 16) * blocks(height, 16);
  }

  private static long blocks(long pixels, int size) {
    return (pixels + size - 1) / size;
  }
}

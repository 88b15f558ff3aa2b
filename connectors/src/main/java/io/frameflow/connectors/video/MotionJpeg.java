package io.frameflow.connectors.video;

import java.io.ByteArrayOutputStream;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;

/**
 * Makes a packet of Motion JPEG a JPEG file. Many cameras leave the Huffman tables out because
 * every packet would carry the same ones (ITU-T T.81, annex K.3); a decoder of single pictures
 * needs them.
 */
final class MotionJpeg {

  private static final int START_OF_SCAN = 0xDA;
  private static final int HUFFMAN_TABLES = 0xC4;
  private static final byte[] STANDARD_TABLES = standardTables();

  private MotionJpeg() {}

  /**
   * The packet itself when it has its tables or is no JPEG, else a copy with the standard tables.
   */
  static byte[] complete(byte[] packet) {
    int scan = scanWithoutTables(packet);
    if (scan < 0) {
      return packet;
    }
    byte[] complete = new byte[packet.length + STANDARD_TABLES.length];
    System.arraycopy(packet, 0, complete, 0, scan);
    System.arraycopy(STANDARD_TABLES, 0, complete, scan, STANDARD_TABLES.length);
    System.arraycopy(packet, scan, complete, scan + STANDARD_TABLES.length, packet.length - scan);
    return complete;
  }

  /** Where the first scan starts if no Huffman table comes before it, else -1. */
  private static int scanWithoutTables(byte[] packet) {
    int at = 2;
    while (at + 4 <= packet.length && (packet[at] & 0xFF) == 0xFF) {
      int marker = packet[at + 1] & 0xFF;
      if (marker == HUFFMAN_TABLES) {
        return -1;
      }
      if (marker == START_OF_SCAN) {
        return at;
      }
      at += 2 + (((packet[at + 2] & 0xFF) << 8) | (packet[at + 3] & 0xFF));
    }
    return -1;
  }

  private static byte[] standardTables() {
    ByteArrayOutputStream tables = new ByteArrayOutputStream();
    append(tables, 0x00, JPEGHuffmanTable.StdDCLuminance);
    append(tables, 0x10, JPEGHuffmanTable.StdACLuminance);
    append(tables, 0x01, JPEGHuffmanTable.StdDCChrominance);
    append(tables, 0x11, JPEGHuffmanTable.StdACChrominance);
    int length = tables.size() + 2;
    ByteArrayOutputStream segment = new ByteArrayOutputStream();
    segment.write(0xFF);
    segment.write(HUFFMAN_TABLES);
    segment.write(length >> 8);
    segment.write(length & 0xFF);
    segment.writeBytes(tables.toByteArray());
    return segment.toByteArray();
  }

  private static void append(ByteArrayOutputStream to, int classAndId, JPEGHuffmanTable table) {
    to.write(classAndId);
    short[] codesPerLength = table.getLengths();
    for (int length = 0; length < 16; length++) {
      to.write(length < codesPerLength.length ? codesPerLength[length] : 0);
    }
    for (short symbol : table.getValues()) {
      to.write(symbol);
    }
  }
}

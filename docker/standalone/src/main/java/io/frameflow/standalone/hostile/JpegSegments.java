package io.frameflow.standalone.hostile;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Takes a valid JPEG apart: each segment with its marker is one part, and the entropy-coded data
 * behind a scan header, restart markers and all, is one too.
 */
final class JpegSegments {

  static final int START_OF_FRAME = 0xc0;
  static final int PROGRESSIVE_FRAME = 0xc2;
  static final int HUFFMAN = 0xc4;
  static final int START = 0xd8;
  static final int END = 0xd9;
  static final int SCAN = 0xda;
  static final int QUANTISATION = 0xdb;
  static final int COMMENT = 0xfe;

  private JpegSegments() {}

  /** The parts in order; joined they are the same bytes again. */
  static List<byte[]> split(byte[] jpeg) {
    List<byte[]> parts = new ArrayList<>();
    parts.add(Arrays.copyOf(jpeg, 2));
    int at = 2;
    while (at < jpeg.length) {
      int marker = jpeg[at + 1] & 0xff;
      int end = marker == END ? jpeg.length : at + 2 + unsignedShort(jpeg, at + 2);
      parts.add(Arrays.copyOfRange(jpeg, at, end));
      at = end;
      if (marker == SCAN) {
        end = endOfData(jpeg, at);
        parts.add(Arrays.copyOfRange(jpeg, at, end));
        at = end;
      }
    }
    return parts;
  }

  static byte[] join(List<byte[]> parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    parts.forEach(bytes::writeBytes);
    return bytes.toByteArray();
  }

  /** A part's marker, or 0 for entropy-coded data. */
  static int marker(byte[] part) {
    boolean marked = part.length >= 2 && part[0] == (byte) 0xff && (part[1] & 0xff) >= 0xc0;
    boolean restart = marked && (part[1] & 0xf8) == 0xd0;
    return marked && !restart ? part[1] & 0xff : 0;
  }

  /** Index of the first part with this marker, or -1. */
  static int find(List<byte[]> parts, int marker) {
    for (int i = 0; i < parts.size(); i++) {
      if (marker(parts.get(i)) == marker) {
        return i;
      }
    }
    return -1;
  }

  /** Index of the frame header. */
  static int frame(List<byte[]> parts) {
    int baseline = find(parts, START_OF_FRAME);
    return baseline >= 0 ? baseline : find(parts, PROGRESSIVE_FRAME);
  }

  /** Index of the entropy-coded data of the first scan. */
  static int data(List<byte[]> parts) {
    return find(parts, SCAN) + 1;
  }

  private static int endOfData(byte[] jpeg, int from) {
    int at = from;
    while (at + 1 < jpeg.length) {
      int next = jpeg[at + 1] & 0xff;
      if (jpeg[at] == (byte) 0xff && next != 0 && (next & 0xf8) != 0xd0) {
        return at;
      }
      at++;
    }
    return jpeg.length;
  }

  private static int unsignedShort(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }
}

package io.frameflow.standalone.hostile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Valid JPEGs with damage that a wire, a disk or an attacker does. */
final class MutatedJpegs {

  private static final int MOST_EDITS = 20;

  private MutatedJpegs() {}

  static List<Kind> kinds() {
    return List.of(
        Kind.usual("bits flipped", m -> either(m, flipped(m))),
        Kind.usual("bits flipped in the header", m -> either(m, flippedInHeader(m))),
        Kind.usual("bytes deleted", m -> either(m, deleted(m))),
        Kind.usual("bytes inserted", m -> either(m, inserted(m))),
        Kind.usual("bytes overwritten", m -> either(m, overwritten(m))),
        Kind.usual("segments shuffled", m -> either(m, shuffled(m))),
        Kind.usual("segment removed", m -> either(m, withoutSegment(m))),
        Kind.usual("segment doubled", m -> either(m, withSegmentTwice(m))),
        Kind.usual("segment length wrong", m -> either(m, withWrongLength(m))),
        Kind.usual("markers injected", m -> either(m, withMarkers(m))),
        Kind.usual("Huffman table damaged", m -> either(m, damagedTable(m, JpegSegments.HUFFMAN))),
        Kind.usual(
            "quantisation table damaged",
            m -> either(m, damagedTable(m, JpegSegments.QUANTISATION))),
        Kind.usual("two pictures spliced", m -> either(m, spliced(m))),
        Kind.usual("noise behind a JPEG's start", MutatedJpegs::noise));
  }

  private static Draft either(Material m, byte[] jpeg) {
    return m.picture(jpeg, Expectation.either());
  }

  private static byte[] flipped(Material m) {
    byte[] jpeg = m.jpeg();
    for (int i = 1 + m.below(MOST_EDITS); i > 0; i--) {
      jpeg[m.below(jpeg.length)] ^= (byte) (1 << m.below(8));
    }
    return jpeg;
  }

  private static byte[] flippedInHeader(Material m) {
    byte[] jpeg = m.jpeg();
    int end = headerLength(jpeg);
    for (int i = 1 + m.below(4); i > 0; i--) {
      jpeg[m.below(end)] ^= (byte) (1 << m.below(8));
    }
    return jpeg;
  }

  private static int headerLength(byte[] jpeg) {
    List<byte[]> parts = JpegSegments.split(jpeg);
    return parts.subList(0, JpegSegments.data(parts)).stream().mapToInt(p -> p.length).sum();
  }

  private static byte[] deleted(Material m) {
    byte[] jpeg = m.jpeg();
    int from = m.below(jpeg.length);
    int count = 1 + m.below(Math.min(2000, jpeg.length - from));
    return joined(Arrays.copyOf(jpeg, from), Arrays.copyOfRange(jpeg, from + count, jpeg.length));
  }

  private static byte[] inserted(Material m) {
    byte[] jpeg = m.jpeg();
    int at = m.below(jpeg.length);
    byte[] added = m.below(2) == 0 ? m.randomBytes(1 + m.below(500)) : new byte[1 + m.below(500)];
    return joined(Arrays.copyOf(jpeg, at), added, Arrays.copyOfRange(jpeg, at, jpeg.length));
  }

  private static byte[] overwritten(Material m) {
    byte[] jpeg = m.jpeg();
    byte[] noise = m.randomBytes(1 + m.below(300));
    int at = m.below(jpeg.length - noise.length);
    System.arraycopy(noise, 0, jpeg, at, noise.length);
    return jpeg;
  }

  private static byte[] shuffled(Material m) {
    List<byte[]> parts = JpegSegments.split(m.jpeg());
    // the start stays, or it would be no JPEG at all
    Collections.shuffle(parts.subList(1, parts.size()), new Random(m.dice().nextLong()));
    return JpegSegments.join(parts);
  }

  private static byte[] withoutSegment(Material m) {
    List<byte[]> parts = JpegSegments.split(m.jpeg());
    parts.remove(1 + m.below(parts.size() - 1));
    return JpegSegments.join(parts);
  }

  private static byte[] withSegmentTwice(Material m) {
    List<byte[]> parts = JpegSegments.split(m.jpeg());
    byte[] twice = parts.get(1 + m.below(parts.size() - 1));
    parts.add(1 + m.below(parts.size() - 1), twice);
    return JpegSegments.join(parts);
  }

  private static byte[] withWrongLength(Material m) {
    List<byte[]> parts = JpegSegments.split(m.jpeg());
    List<byte[]> segments = new ArrayList<>(parts.subList(1, JpegSegments.data(parts)));
    byte[] chosen = m.oneOf(segments);
    int length = m.below(2) == 0 ? m.below(1 << 16) : m.below(4);
    chosen[2] = (byte) (length >> 8);
    chosen[3] = (byte) length;
    return JpegSegments.join(parts);
  }

  private static byte[] withMarkers(Material m) {
    byte[] jpeg = m.jpeg();
    int start = headerLength(jpeg);
    for (int i = 1 + m.below(5); i > 0; i--) {
      int at = start + m.below(jpeg.length - start - 2);
      jpeg[at] = (byte) 0xff;
      jpeg[at + 1] = (byte) (0xc0 + m.below(0x40));
    }
    return jpeg;
  }

  private static byte[] damagedTable(Material m, int marker) {
    List<byte[]> parts = JpegSegments.split(m.jpeg());
    byte[] table = parts.get(JpegSegments.find(parts, marker));
    for (int i = 1 + m.below(MOST_EDITS); i > 0; i--) {
      table[4 + m.below(table.length - 4)] = (byte) m.below(256);
    }
    return JpegSegments.join(parts);
  }

  private static byte[] spliced(Material m) {
    byte[] first = m.jpeg();
    byte[] second = m.jpeg();
    return joined(
        Arrays.copyOf(first, m.below(first.length)),
        Arrays.copyOfRange(second, m.below(second.length), second.length));
  }

  private static Draft noise(Material m) {
    byte[] noise = m.randomBytes(20 + m.below(5000));
    noise[0] = (byte) 0xff;
    noise[1] = (byte) JpegSegments.START;
    noise[2] = (byte) 0xff;
    return m.picture(noise, Expectation.refusedAsPicture());
  }

  private static byte[] joined(byte[]... parts) {
    return JpegSegments.join(List.of(parts));
  }
}

package io.frameflow.standalone.hostile;

import io.frameflow.schemas.DeadLetterReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Pictures of which the end is missing: decoders paint it grey and call that success. */
final class TruncatedJpegs {

  private static final byte[] END = {(byte) 0xff, (byte) JpegSegments.END};

  private TruncatedJpegs() {}

  static List<Kind> kinds() {
    return List.of(
        Kind.usual("cut anywhere", m -> corrupt(m, cut(m.jpeg(), m, 1))),
        Kind.usual("cut in half", TruncatedJpegs::half),
        Kind.usual("cut by a few bytes", TruncatedJpegs::byFewBytes),
        Kind.usual("cut between two segments", TruncatedJpegs::betweenSegments),
        Kind.usual("cut within a segment", TruncatedJpegs::withinSegment),
        Kind.usual("cut within the picture, end marker there", TruncatedJpegs::ended),
        Kind.usual("scans missing, end marker there", TruncatedJpegs::withoutScans),
        Kind.usual("picture data missing", TruncatedJpegs::withoutData));
  }

  private static Draft corrupt(Material m, byte[] jpeg) {
    return m.picture(jpeg, Expectation.refused(DeadLetterReason.CORRUPT_IMAGE));
  }

  private static byte[] cut(byte[] jpeg, Material m, int least) {
    return Arrays.copyOf(jpeg, least + m.below(jpeg.length - least));
  }

  private static Draft half(Material m) {
    byte[] jpeg = m.jpeg();
    return corrupt(m, Arrays.copyOf(jpeg, jpeg.length / 2));
  }

  private static Draft byFewBytes(Material m) {
    byte[] jpeg = m.jpeg();
    return corrupt(m, Arrays.copyOf(jpeg, jpeg.length - 1 - m.below(8)));
  }

  private static Draft betweenSegments(Material m) {
    List<byte[]> parts = JpegSegments.split(m.jpeg());
    return corrupt(m, JpegSegments.join(parts.subList(0, 1 + m.below(parts.size() - 1))));
  }

  private static Draft withinSegment(Material m) {
    List<byte[]> parts = JpegSegments.split(m.jpeg());
    int kept = 1 + m.below(parts.size() - 2);
    List<byte[]> beginning = new ArrayList<>(parts.subList(0, kept));
    byte[] last = parts.get(kept);
    beginning.add(Arrays.copyOf(last, 1 + m.below(Math.min(last.length - 1, 10))));
    return corrupt(m, JpegSegments.join(beginning));
  }

  private static Draft ended(Material m) {
    List<byte[]> parts = JpegSegments.split(m.jpeg());
    int data = JpegSegments.data(parts);
    List<byte[]> beginning = new ArrayList<>(parts.subList(0, data));
    beginning.add(cut(parts.get(data), m, 0));
    beginning.add(END);
    return corrupt(m, JpegSegments.join(beginning));
  }

  private static Draft withoutScans(Material m) {
    List<byte[]> parts = JpegSegments.split(m.pictures().progressive(m.dice()));
    int first = JpegSegments.data(parts) + 1;
    int kept = first + m.below(parts.size() - 1 - first);
    List<byte[]> beginning = new ArrayList<>(parts.subList(0, kept));
    beginning.add(END);
    return corrupt(m, JpegSegments.join(beginning));
  }

  private static Draft withoutData(Material m) {
    List<byte[]> parts = JpegSegments.split(m.jpeg());
    parts.remove(JpegSegments.data(parts));
    return corrupt(m, JpegSegments.join(parts));
  }
}

package io.frameflow.standalone.hostile;

import io.frameflow.schemas.DeadLetterReason;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;

/** Little data that asks for much memory or time, and pictures that are as large as they may be. */
final class JpegBombs {

  /** The most pixels that a job takes unless told otherwise: 8K video. */
  private static final int WIDE = 7680;

  private static final int HIGH = 4320;
  private static final int CHANNELS = 3;
  private static final int LAST_COEFFICIENT = 63;

  private JpegBombs() {}

  static List<Kind> kinds() {
    return List.of(
        Kind.usual("claims 20000x20000", m -> claiming(m, 20_000, 20_000)),
        Kind.usual("claims 65535x65535", m -> claiming(m, 65_535, 65_535)),
        Kind.usual("claims more pixels than its data has", JpegBombs::claimingTooMuch),
        Kind.usual("claims fewer pixels than its data has", JpegBombs::claimingTooLittle),
        Kind.rare("33 megapixels in 0.2 MB", m -> detected(m, FlatJpeg.baseline(WIDE, HIGH))),
        Kind.rare(
            "33 megapixels in 0.2 MB, progressive",
            m -> detected(m, FlatJpeg.progressive(WIDE, HIGH, FlatJpeg.plainScans()))),
        Kind.rare("noise of almost 10 MB", m -> detected(m, Noise.JPEG)),
        Kind.rare("more bytes than allowed", JpegBombs::tooManyBytes),
        Kind.usual("progressive scans without end, small", m -> repeated(m, 640, 480)),
        Kind.rare("progressive scans without end, large", m -> repeated(m, WIDE, HIGH)),
        Kind.rare("a progressive scan for each bit", JpegBombs::scanPerBit),
        Kind.usual("restart markers without end", JpegBombs::restarts),
        Kind.usual("restart after every unit, markers missing", JpegBombs::withoutRestarts),
        new Kind("megabytes of comments", 2, JpegBombs::comments),
        Kind.usual("fill bytes without end", JpegBombs::fill),
        Kind.usual("extreme sides", JpegBombs::thin));
  }

  private static Draft detected(Material m, byte[] jpeg) {
    return m.picture(jpeg, Expectation.detected());
  }

  /** The same file with other sides in its frame header. */
  private static byte[] resized(byte[] jpeg, IntUnaryOperator width, IntUnaryOperator height) {
    List<byte[]> parts = JpegSegments.split(jpeg);
    byte[] frame = parts.get(JpegSegments.frame(parts));
    change(frame, 5, height);
    change(frame, 7, width);
    return JpegSegments.join(parts);
  }

  private static void change(byte[] frame, int at, IntUnaryOperator change) {
    int side = change.applyAsInt((frame[at] & 0xff) << 8 | (frame[at + 1] & 0xff));
    frame[at] = (byte) (side >> 8);
    frame[at + 1] = (byte) side;
  }

  private static Draft claiming(Material m, int width, int height) {
    return m.picture(
        resized(m.jpeg(), was -> width, was -> height),
        Expectation.refused(DeadLetterReason.IMAGE_TOO_LARGE));
  }

  private static Draft claimingTooMuch(Material m) {
    int wider = 1 + m.below(9);
    int higher = 2 + m.below(8);
    return corrupt(m, resized(m.jpeg(), was -> was * wider, was -> was * higher));
  }

  private static Draft claimingTooLittle(Material m) {
    return corrupt(m, resized(m.jpeg(), was -> was, was -> was / 2));
  }

  private static Draft corrupt(Material m, byte[] jpeg) {
    return m.picture(jpeg, Expectation.refused(DeadLetterReason.CORRUPT_IMAGE));
  }

  private static Draft tooManyBytes(Material m) {
    byte[] large = withComments(m.jpeg(), (10 << 20) + (1 << 17));
    return m.picture(large, Expectation.refused(DeadLetterReason.IMAGE_TOO_LARGE));
  }

  private static Draft comments(Material m) {
    return detected(m, withComments(m.jpeg(), (1 << 20) + m.below(6 << 20)));
  }

  /** The same picture behind comments and application segments of so many bytes. */
  private static byte[] withComments(byte[] jpeg, int bytes) {
    List<byte[]> parts = JpegSegments.split(jpeg);
    byte[] largest = new byte[65_533];
    byte[] comment =
        new JpegBuilder()
            .segment(JpegSegments.COMMENT, largest)
            .segment(0xef, largest)
            .unfinished();
    byte[] both = Arrays.copyOfRange(comment, 2, comment.length);
    for (int added = 0; added < bytes; added += both.length) {
      parts.add(1, both);
    }
    return JpegSegments.join(parts);
  }

  private static Draft repeated(Material m, int width, int height) {
    List<FlatJpeg.Scan> scans = new ArrayList<>(FlatJpeg.plainScans());
    int count = 1000 + m.below(4000);
    for (int i = 0; i < count; i++) {
      scans.add(new FlatJpeg.Scan(1 + i % CHANNELS, 1, LAST_COEFFICIENT, 0));
    }
    return m.picture(FlatJpeg.progressive(width, height, scans), Expectation.refusedAsPicture());
  }

  /** Nothing comes twice, so every rule of the standard is kept. */
  private static Draft scanPerBit(Material m) {
    List<FlatJpeg.Scan> scans = new ArrayList<>();
    int top = 13;
    for (int low = top; low >= 0; low--) {
      int bits = low == top ? low : (low + 1) << 4 | low;
      scans.add(new FlatJpeg.Scan(0, 0, 0, bits));
      for (int k = 1; k <= LAST_COEFFICIENT; k++) {
        for (int channel = 1; channel <= CHANNELS; channel++) {
          scans.add(new FlatJpeg.Scan(channel, k, k, bits));
        }
      }
    }
    return m.picture(FlatJpeg.progressive(WIDE, HIGH, scans), Expectation.refusedAsPicture());
  }

  private static Draft restarts(Material m) {
    List<byte[]> parts = JpegSegments.split(m.jpeg());
    JpegBuilder markers = new JpegBuilder();
    int count = 1000 + m.below(200_000);
    for (int i = 0; i < count; i++) {
      markers.marker(0xd0 + i % 8);
    }
    byte[] bytes = markers.unfinished();
    int data = JpegSegments.data(parts);
    parts.set(data, Arrays.copyOfRange(bytes, 2, bytes.length));
    return corrupt(m, JpegSegments.join(parts));
  }

  private static Draft withoutRestarts(Material m) {
    List<byte[]> parts = JpegSegments.split(m.pictures().good(0));
    byte[] interval = {(byte) 0xff, (byte) 0xdd, 0, 4, 0, 1};
    parts.add(1, interval);
    return corrupt(m, JpegSegments.join(parts));
  }

  private static Draft fill(Material m) {
    List<byte[]> parts = JpegSegments.split(m.jpeg());
    byte[] fill = new byte[1 + m.below(1 << 20)];
    Arrays.fill(fill, (byte) 0xff);
    parts.add(1 + m.below(parts.size() - 1), fill);
    return m.picture(JpegSegments.join(parts), Expectation.either());
  }

  private static Draft thin(Material m) {
    int[] sides =
        m.oneOf(
            List.of(
                new int[] {1, 1},
                new int[] {1, 65_500},
                new int[] {65_500, 1},
                new int[] {65_500, 500},
                new int[] {3, 2000},
                new int[] {2, 2},
                new int[] {17, 1}));
    return detected(m, FlatJpeg.baseline(sides[0], sides[1]));
  }

  /** Made once, when it is first asked for: it takes a second. */
  private static final class Noise {
    private static final int SIDE = 2900;
    static final byte[] JPEG = make();

    private static byte[] make() {
      BufferedImage noise = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
      byte[] grey = new byte[SIDE * SIDE];
      new SplittableRandom(1).nextBytes(grey);
      noise.getRaster().setDataElements(0, 0, SIDE, SIDE, grey);
      return Encoding.GREY.encode(noise);
    }
  }
}

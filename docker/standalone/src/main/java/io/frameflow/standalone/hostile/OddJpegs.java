package io.frameflow.standalone.hostile;

import io.frameflow.schemas.DeadLetterReason;
import java.util.List;

/** Kinds of JPEG that cameras do not write, and gaps that some do. */
final class OddJpegs {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;

  private OddJpegs() {}

  static List<Kind> kinds() {
    return List.of(
        Kind.usual("arithmetic coding", m -> process(m, 0xc9)),
        Kind.usual("arithmetic coding, progressive", m -> process(m, 0xca)),
        Kind.usual("lossless", m -> process(m, 0xc3)),
        Kind.usual("hierarchical", m -> process(m, 0xc5)),
        Kind.usual("JPEG-LS", OddJpegs::lossless),
        Kind.usual("12 bits", m -> unsupported(m, header(0xc1, 12, 3))),
        Kind.usual("two channels", m -> unsupported(m, header(0xc0, 8, 2))),
        Kind.usual("five channels", m -> unsupported(m, header(0xc0, 8, 5))),
        Kind.usual("four channels", OddJpegs::fourChannels),
        Kind.usual("height behind the picture", OddJpegs::lineCount),
        Kind.usual("no scan", OddJpegs::withoutScan),
        Kind.usual("no quantisation table", m -> without(m, JpegSegments.QUANTISATION)),
        Kind.usual("no Huffman table", OddJpegs::withoutHuffman));
  }

  private static Draft unsupported(Material m, byte[] jpeg) {
    return m.picture(jpeg, Expectation.refused(DeadLetterReason.UNSUPPORTED_FORMAT));
  }

  private static Draft process(Material m, int marker) {
    List<byte[]> parts = JpegSegments.split(m.jpeg());
    parts.get(JpegSegments.frame(parts))[1] = (byte) marker;
    return unsupported(m, JpegSegments.join(parts));
  }

  private static Draft lossless(Material m) {
    List<byte[]> parts = JpegSegments.split(m.jpeg());
    parts.get(JpegSegments.frame(parts))[1] = (byte) 0xf7;
    return m.picture(JpegSegments.join(parts), Expectation.refusedAsPicture());
  }

  private static byte[] header(int marker, int precision, int channels) {
    return new JpegBuilder()
        .quantisation()
        .huffman(0x00, 1, 0)
        .huffman(0x10, 1, 0)
        .frame(marker, precision, WIDTH, HEIGHT, channels)
        .scan(1, Math.min(4, channels), 0, 63, 0)
        .raw(new byte[10_000])
        .end();
  }

  /** As printers have them; they become RGB. */
  private static Draft fourChannels(Material m) {
    int blocks = WIDTH / 16 * (HEIGHT / 16) * 7;
    byte[] jpeg =
        new JpegBuilder()
            .quantisation()
            .huffman(0x00, 1, 0)
            .huffman(0x10, 1, 0)
            .frame(JpegSegments.START_OF_FRAME, 8, WIDTH, HEIGHT, 4)
            .scan(1, 4, 0, 63, 0)
            .raw(new byte[blocks * 2 / 8])
            .end();
    return m.picture(jpeg, Expectation.detected());
  }

  private static Draft lineCount(Material m) {
    List<byte[]> parts = JpegSegments.split(m.jpeg());
    byte[] frame = parts.get(JpegSegments.frame(parts));
    byte[] lines = {(byte) 0xff, (byte) 0xdc, 0, 4, frame[5], frame[6]};
    frame[5] = 0;
    frame[6] = 0;
    parts.add(JpegSegments.data(parts) + 1, lines);
    return m.picture(JpegSegments.join(parts), Expectation.refusedAsPicture());
  }

  private static Draft withoutScan(Material m) {
    List<byte[]> parts = JpegSegments.split(m.jpeg());
    List<byte[]> header = parts.subList(0, JpegSegments.data(parts) - 1);
    byte[] bytes = JpegSegments.join(header);
    byte[] end = {(byte) 0xff, (byte) JpegSegments.END};
    return m.picture(
        JpegSegments.join(List.of(bytes, end)),
        Expectation.refused(DeadLetterReason.CORRUPT_IMAGE));
  }

  private static Draft without(Material m, int marker) {
    List<byte[]> parts = JpegSegments.split(m.jpeg());
    parts.removeIf(part -> JpegSegments.marker(part) == marker);
    return m.picture(JpegSegments.join(parts), Expectation.refused(DeadLetterReason.CORRUPT_IMAGE));
  }

  /** Motion JPEG leaves the standard's tables out, and the simulation's cameras use just those. */
  private static Draft withoutHuffman(Material m) {
    List<byte[]> parts = JpegSegments.split(m.pictures().good(0));
    parts.removeIf(part -> JpegSegments.marker(part) == JpegSegments.HUFFMAN);
    return m.picture(JpegSegments.join(parts), Expectation.detected());
  }
}

package io.frameflow.standalone.hostile;

import io.frameflow.schemas.DeadLetterReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;

/** Files that are no JPEG, where one is expected. */
final class ForeignFormats {

  private ForeignFormats() {}

  static List<Kind> kinds() {
    return List.of(
        Kind.usual("PNG", m -> unsupported(m, written(m, "png"))),
        Kind.usual("GIF", m -> unsupported(m, written(m, "gif"))),
        Kind.usual("BMP", m -> unsupported(m, written(m, "bmp"))),
        Kind.usual("TIFF", m -> unsupported(m, written(m, "tiff"))),
        Kind.usual("WebP", m -> unsupported(m, headed(m, "RIFF\0\20\0\0WEBPVP8 "))),
        Kind.usual("HEIC", m -> unsupported(m, headed(m, "\0\0\0\30ftypheic\0\0\0\0mif1heic"))),
        Kind.usual("AVIF", m -> unsupported(m, headed(m, "\0\0\0\30ftypavif\0\0\0\0avifmif1"))),
        Kind.usual("JPEG 2000", m -> unsupported(m, headed(m, "\0\0\0\fjP  \r\n\u0087\n"))),
        Kind.usual("MP4", m -> unsupported(m, headed(m, "\0\0\0\30ftypisom\0\0\2\0isom"))),
        Kind.usual("H.264", m -> unsupported(m, headed(m, "\0\0\0\1\147\102\0\36"))),
        Kind.usual("HTML", m -> unsupported(m, text("<html><body>502 Bad Gateway</body></html>"))),
        Kind.usual("SVG", m -> unsupported(m, text("<svg xmlns='http://www.w3.org/2000/svg'/>"))),
        Kind.usual("gzip", m -> unsupported(m, zipped(m.jpeg()))),
        Kind.usual("zeros", m -> unsupported(m, new byte[1 + m.below(100_000)])),
        Kind.usual("text before a JPEG", ForeignFormats::prefixed),
        Kind.usual("no bytes", ForeignFormats::empty),
        Kind.usual("one byte", ForeignFormats::oneByte));
  }

  private static Draft unsupported(Material m, byte[] file) {
    return m.picture(file, Expectation.refused(DeadLetterReason.UNSUPPORTED_FORMAT));
  }

  private static byte[] written(Material m, String format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(m.pictures().street(), format, bytes)) {
        throw new IllegalStateException("this JDK does not write " + format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] headed(Material m, String latin1) {
    byte[] header = latin1.getBytes(StandardCharsets.ISO_8859_1);
    return JpegSegments.join(List.of(header, m.randomBytes(m.below(20_000))));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] zipped(byte[] jpeg) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(jpeg);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static Draft prefixed(Material m) {
    byte[] head = text("--frame\r\nContent-Type: image/jpeg\r\n\r\n");
    return unsupported(m, JpegSegments.join(List.of(head, m.jpeg())));
  }

  private static Draft empty(Material m) {
    return m.picture(new byte[0], Expectation.refused(DeadLetterReason.EMPTY_IMAGE));
  }

  private static Draft oneByte(Material m) {
    byte[] one = {(byte) m.below(256)};
    return m.picture(one, Expectation.refusedAsPicture());
  }
}

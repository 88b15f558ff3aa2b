package io.frameflow.detector.images;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/** Tells file formats apart by their first bytes. */
final class FileSignature {

  private static final int SHOWN = 8;

  private FileSignature() {}

  /** Whether this starts like a JPEG; a lone first byte of one counts. */
  static boolean isJpeg(byte[] data) {
    return startsWith(data, 0, "\u00ff\u00d8\u00ff")
        || (data.length == 2 && startsWith(data, 0, "\u00ff\u00d8"))
        || (data.length == 1 && startsWith(data, 0, "\u00ff"));
  }

  static boolean isPng(byte[] data) {
    return startsWith(data, 0, "\u0089PNG\r\n\u001a\n");
  }

  /** What bytes that are no JPEG look like, as the end of a sentence: "PNG", "text". */
  static String describe(byte[] data) {
    if (isPng(data)) {
      return "PNG";
    }
    if (startsWith(data, 0, "GIF8")) {
      return "GIF";
    }
    if (startsWith(data, 0, "RIFF") && startsWith(data, 8, "WEBP")) {
      return "WebP";
    }
    if (startsWith(data, 0, "RIFF") && startsWith(data, 8, "AVI ")) {
      return "AVI video";
    }
    if (startsWith(data, 0, "BM")) {
      return "BMP";
    }
    if (startsWith(data, 0, "II*\0") || startsWith(data, 0, "MM\0*")) {
      return "TIFF";
    }
    if (startsWith(data, 4, "ftyp")) {
      return mediaBrand(data);
    }
    if (startsWith(data, 0, "\0\0\0\u000cjP  ")) {
      return "JPEG 2000";
    }
    if (startsWith(data, 0, "\u00ff\n") || startsWith(data, 0, "\0\0\0\u000cJXL ")) {
      return "JPEG XL";
    }
    if (startsWith(data, 0, "\0\0\0\u0001") || startsWith(data, 0, "\0\0\u0001")) {
      return "an H.264 or H.265 video stream";
    }
    if (startsWith(data, 0, "%PDF")) {
      return "PDF";
    }
    return isText(data)
        ? "text"
        : "an unknown format, first bytes "
            + HexFormat.ofDelimiter(" ").formatHex(data, 0, Math.min(SHOWN, data.length));
  }

  private static String mediaBrand(byte[] data) {
    if (data.length < 12) {
      return "MP4";
    }
    String brand = new String(data, 8, 4, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    return switch (brand) {
      case "avif", "avis" -> "AVIF";
      case "heic", "heix", "mif1", "msf1", "hevc" -> "HEIC";
      default -> "MP4";
    };
  }

  private static boolean isText(byte[] data) {
    for (int i = 0; i < Math.min(64, data.length); i++) {
      if (data[i] < ' ' && data[i] != '\n' && data[i] != '\r' && data[i] != '\t') {
        return false;
      }
    }
    return true;
  }

  private static boolean startsWith(byte[] data, int offset, String latin1) {
    if (data.length < offset + latin1.length()) {
      return false;
    }
    for (int i = 0; i < latin1.length(); i++) {
      if ((data[offset + i] & 0xff) != latin1.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}

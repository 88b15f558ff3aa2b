package io.frameflow.connectors.cameras;

import java.util.Optional;

/**
 * The size that a JPEG's header claims (ITU-T T.81, frame header). Nothing is decoded: a file may
 * claim what it does not hold.
 *
 * @param width in pixels
 * @param height in pixels
 */
public record JpegSize(int width, int height) {

  /** The claimed size, or empty when the bytes have no readable JPEG frame header. */
  public static Optional<JpegSize> of(byte[] bytes) {
    if (bytes.length < 4 || at(bytes, 0) != 0xFF || at(bytes, 1) != 0xD8) {
      return Optional.empty();
    }
    int position = 2;
    while (position + 4 <= bytes.length && at(bytes, position) == 0xFF) {
      int marker = at(bytes, position + 1);
      if (marker == 0xFF) { // padding
        position++;
      } else if (isFrameHeader(marker)) {
        return position + 9 <= bytes.length
            ? Optional.of(new JpegSize(word(bytes, position + 7), word(bytes, position + 5)))
            : Optional.empty();
      } else {
        position += 2 + word(bytes, position + 2);
      }
    }
    return Optional.empty();
  }

  /** SOF0..SOF15, without the three codes among them that mean tables and reserves. */
  private static boolean isFrameHeader(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  private static int at(byte[] bytes, int index) {
    return bytes[index] & 0xFF;
  }

  private static int word(byte[] bytes, int index) {
    return at(bytes, index) << 8 | at(bytes, index + 1);
  }
}

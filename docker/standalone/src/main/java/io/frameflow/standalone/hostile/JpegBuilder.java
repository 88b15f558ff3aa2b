package io.frameflow.standalone.hostile;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Puts a JPEG together segment by segment (ITU-T T.81, annex B), sensible or not. */
final class JpegBuilder {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** Begins with the start marker. */
  JpegBuilder() {
    marker(JpegSegments.START);
  }

  JpegBuilder marker(int marker) {
    bytes.write(0xff);
    bytes.write(marker);
    return this;
  }

  JpegBuilder raw(byte... data) {
    bytes.writeBytes(data);
    return this;
  }

  /** A segment whose length field is right. */
  JpegBuilder segment(int marker, int... body) {
    byte[] data = new byte[body.length];
    for (int i = 0; i < body.length; i++) {
      data[i] = (byte) body[i];
    }
    return segment(marker, data);
  }

  JpegBuilder segment(int marker, byte[] body) {
    marker(marker);
    bytes.write((body.length + 2) >> 8);
    bytes.write(body.length + 2);
    return raw(body);
  }

  /** Quantisation table 0: all ones. */
  JpegBuilder quantisation() {
    byte[] body = new byte[65];
    Arrays.fill(body, 1, 65, (byte) 1);
    return segment(JpegSegments.QUANTISATION, body);
  }

  /**
   * A Huffman table whose codes all have one length.
   *
   * @param target 0x00 or 0x10 and so on: class and number of the table
   */
  JpegBuilder huffman(int target, int length, int... symbols) {
    int[] body = new int[17 + symbols.length];
    body[0] = target;
    body[length] = symbols.length;
    System.arraycopy(symbols, 0, body, 17, symbols.length);
    return segment(JpegSegments.HUFFMAN, body);
  }

  /** A frame header; of several channels the first has a sampling of 2x2. */
  JpegBuilder frame(int marker, int precision, int width, int height, int channels) {
    int[] body = new int[6 + 3 * channels];
    body[0] = precision;
    body[1] = height >> 8;
    body[2] = height & 0xff;
    body[3] = width >> 8;
    body[4] = width & 0xff;
    body[5] = channels;
    for (int i = 0; i < channels; i++) {
      body[6 + 3 * i] = i + 1;
      body[7 + 3 * i] = i == 0 && channels > 1 ? 0x22 : 0x11;
    }
    return segment(marker, body);
  }

  /**
   * A scan header with table 0 for everything.
   *
   * @param first channel, from 1
   * @param last channel, inclusive
   * @param bits high and low bit position in one byte
   */
  JpegBuilder scan(int first, int last, int spectrumStart, int spectrumEnd, int bits) {
    int count = last - first + 1;
    int[] body = new int[4 + 2 * count];
    body[0] = count;
    for (int i = 0; i < count; i++) {
      body[1 + 2 * i] = first + i;
    }
    body[1 + 2 * count] = spectrumStart;
    body[2 + 2 * count] = spectrumEnd;
    body[3 + 2 * count] = bits;
    return segment(JpegSegments.SCAN, body);
  }

  byte[] unfinished() {
    return bytes.toByteArray();
  }

  /** The bytes with an end marker. */
  byte[] end() {
    return marker(JpegSegments.END).unfinished();
  }
}

package io.frameflow.schemas.serdes;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;

/**
 * Avro binary from an array, with every length checked against the bytes that are there.
 *
 * <p>Avro's own decoder allocates what a length claims before it looks whether the bytes follow: a
 * record of ten bytes can ask for 2 GiB and end the JVM. Here it is an {@link IOException}.
 */
final class BoundedDecoder extends Decoder {
  private final ByteBuffer in;

  BoundedDecoder(byte[] bytes, int offset) {
    in = ByteBuffer.wrap(bytes, offset, bytes.length - offset).order(ByteOrder.LITTLE_ENDIAN);
  }

  int remaining() {
    return in.remaining();
  }

  @Override
  public void readNull() {}

  @Override
  public boolean readBoolean() throws IOException {
    return require(1).get() == 1;
  }

  @Override
  public int readInt() throws IOException {
    long value = readLong();
    if (value != (int) value) {
      throw new IOException("a number does not fit into 32 bits");
    }
    return (int) value;
  }

  @Override
  public long readLong() throws IOException {
    long zigzag = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = require(1).get();
      zigzag |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return (zigzag >>> 1) ^ -(zigzag & 1);
      }
    }
    throw new IOException("a number is longer than ten bytes");
  }

  @Override
  public float readFloat() throws IOException {
    return require(Float.BYTES).getFloat();
  }

  @Override
  public double readDouble() throws IOException {
    return require(Double.BYTES).getDouble();
  }

  @Override
  public Utf8 readString(Utf8 old) throws IOException {
    int length = readLength();
    Utf8 text = old == null ? new Utf8() : old;
    text.setByteLength(length);
    in.get(text.getBytes(), 0, length);
    return text;
  }

  @Override
  public String readString() throws IOException {
    return readString(null).toString();
  }

  @Override
  public void skipString() throws IOException {
    skipBytes();
  }

  @Override
  public ByteBuffer readBytes(ByteBuffer old) throws IOException {
    byte[] bytes = new byte[readLength()];
    in.get(bytes);
    return ByteBuffer.wrap(bytes);
  }

  @Override
  public void skipBytes() throws IOException {
    skip(readLength());
  }

  @Override
  public void readFixed(byte[] bytes, int start, int length) throws IOException {
    require(length).get(bytes, start, length);
  }

  @Override
  public void skipFixed(int length) throws IOException {
    require(length);
    skip(length);
  }

  @Override
  public int readEnum() throws IOException {
    return readInt();
  }

  @Override
  public long readArrayStart() throws IOException {
    return readBlockCount();
  }

  @Override
  public long arrayNext() throws IOException {
    return readBlockCount();
  }

  @Override
  public long skipArray() throws IOException {
    return skipBlocks();
  }

  @Override
  public long readMapStart() throws IOException {
    return readBlockCount();
  }

  @Override
  public long mapNext() throws IOException {
    return readBlockCount();
  }

  @Override
  public long skipMap() throws IOException {
    return skipBlocks();
  }

  @Override
  public int readIndex() throws IOException {
    return readInt();
  }

  /** Items of the next block. A negative count is followed by the block's size in bytes. */
  private long readBlockCount() throws IOException {
    long count = readLong();
    if (count < 0) {
      readLong();
      count = -count;
    }
    // No item of our records is empty, so a block has at least a byte for each.
    if (count < 0 || count > in.remaining()) {
      throw new EOFException("a block of " + count + " items in " + in.remaining() + " bytes");
    }
    return count;
  }

  /** Skips sized blocks; the items of an unsized one are returned, for the caller to skip. */
  private long skipBlocks() throws IOException {
    long count = readLong();
    while (count < 0) {
      skip(readLength());
      count = readLong();
    }
    if (count > in.remaining()) {
      throw new EOFException("a block of " + count + " items in " + in.remaining() + " bytes");
    }
    return count;
  }

  private int readLength() throws IOException {
    long length = readLong();
    if (length < 0) {
      throw new IOException("a length is negative: " + length);
    }
    if (length > in.remaining()) {
      throw new EOFException("a length of " + length + " in " + in.remaining() + " bytes");
    }
    return (int) length;
  }

  private void skip(int bytes) {
    in.position(in.position() + bytes);
  }

  private ByteBuffer require(int bytes) throws EOFException {
    if (in.remaining() < bytes) {
      throw new EOFException();
    }
    return in;
  }
}

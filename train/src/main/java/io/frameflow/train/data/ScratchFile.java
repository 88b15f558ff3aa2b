package io.frameflow.train.data;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A temporary file for what would not fit into memory: written once from front to end, then read at
 * any place. Its name is gone as soon as it is open, so that a killed run leaves nothing behind;
 * the space is free again when nothing refers to this object. Reading is thread safe.
 */
public final class ScratchFile {
  private static final int BUFFER = 1 << 16;

  private final FileChannel channel;
  private final OutputStream out;
  private long size;

  /**
   * @throws DataSetException where the temporary folder cannot be written
   */
  public ScratchFile() throws DataSetException {
    try {
      Path file = Files.createTempFile("frameflow-", ".scratch");
      channel =
          FileChannel.open(
              file,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException e) {
      throw full(e);
    }
    out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
  }

  /** Bytes so far: where the next ones will stand. */
  public long size() {
    return size;
  }

  /** Adds bytes at the end. */
  public void append(byte[] bytes, int length) throws DataSetException {
    try {
      out.write(bytes, 0, length);
    } catch (IOException e) {
      throw full(e);
    }
    size += length;
  }

  /** Makes everything readable that was added. */
  public void flush() throws DataSetException {
    try {
      out.flush();
    } catch (IOException e) {
      throw full(e);
    }
  }

  /**
   * Reads what was added and flushed, without moving anything.
   *
   * @param at first byte
   * @return ready to be read from the beginning
   */
  public ByteBuffer read(long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, at + bytes.position()) < 0) {
        throw new EOFException("scratch file ends before " + (at + length));
      }
    }
    return bytes.flip();
  }

  private static DataSetException full(IOException e) {
    return new DataSetException(
        "a temporary file in %s cannot be written: %s; make room or name another folder with -Djava.io.tmpdir"
            .formatted(System.getProperty("java.io.tmpdir"), e.getMessage()),
        e);
  }
}

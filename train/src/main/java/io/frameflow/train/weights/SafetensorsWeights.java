package io.frameflow.train.weights;

import io.frameflow.train.network.SafetensorsHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** A safetensors file, of which only the header is in memory. */
record SafetensorsWeights(Path path, SafetensorsHeader header) implements WeightsFile {

  private static final int BUFFER_BYTES = 1 << 16;

  static SafetensorsWeights open(Path file) throws IOException {
    return new SafetensorsWeights(file, SafetensorsHeader.read(file));
  }

  @Override
  public Set<String> names() {
    return header.tensors().keySet();
  }

  @Override
  public long[] shape(String name) {
    return header.tensors().get(name).shape();
  }

  @Override
  public void read(String name, Sink sink) throws IOException {
    SafetensorsHeader.Entry entry = header.tensors().get(name);
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      long at = entry.offset();
      long end = at + entry.bytes();
      while (at < end) {
        buffer.clear().limit((int) Math.min(BUFFER_BYTES, end - at));
        SafetensorsHeader.readFully(channel, buffer, at, path);
        at += buffer.limit();
        buffer.flip();
        while (buffer.hasRemaining()) {
          sink.accept(buffer.getFloat());
        }
      }
    }
  }
}

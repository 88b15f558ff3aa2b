package io.frameflow.train.network;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A safetensors file of float32 tensors: eight bytes with the header's length, a JSON header with
 * type, shape and byte range of each tensor, then the values, little-endian and row-major.
 *
 * @param tensors by name, in the file's order
 * @param metadata free text by key
 */
public record Safetensors(Map<String, WeightArray> tensors, Map<String, String> metadata) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LENGTH_BYTES = SafetensorsHeader.LENGTH_BYTES;
  private static final int BUFFER_BYTES = 1 << 20;

  /**
   * Reads a whole file.
   *
   * @throws SafetensorsException if it is no such file, or holds a tensor that is not float32 or
   *     whose byte range does not fit; the message names the tensor
   */
  public static Safetensors read(Path file) throws IOException {
    SafetensorsHeader header = SafetensorsHeader.read(file);
    Map<String, WeightArray> tensors = new LinkedHashMap<>();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      for (Map.Entry<String, SafetensorsHeader.Entry> entry : header.tensors().entrySet()) {
        tensors.put(entry.getKey(), tensor(channel, entry.getValue(), file));
      }
    }
    return new Safetensors(tensors, new LinkedHashMap<>(header.metadata()));
  }

  private static WeightArray tensor(FileChannel channel, SafetensorsHeader.Entry entry, Path file)
      throws IOException {
    float[] values = new float[(int) (entry.bytes() / Float.BYTES)];
    ByteBuffer buffer = ByteBuffer.allocateDirect(buffer(values)).order(ByteOrder.LITTLE_ENDIAN);
    int done = 0;
    while (done < values.length) {
      int count = Math.min(buffer.capacity() / Float.BYTES, values.length - done);
      buffer.clear().limit(count * Float.BYTES);
      long offset = entry.offset() + (long) done * Float.BYTES;
      SafetensorsHeader.readFully(channel, buffer, offset, file);
      buffer.flip().asFloatBuffer().get(values, done, count);
      done += count;
    }
    return new WeightArray(entry.shape(), values);
  }

  /** Small beside the values: half a gigabyte must not be in memory twice. */
  private static int buffer(float[] values) {
    return (int) Math.min(BUFFER_BYTES, (long) values.length * Float.BYTES);
  }

  /** Writes the tensors to a new or emptied file and forces it to the disk. */
  public void write(Path file) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode text = root.putObject(SafetensorsHeader.METADATA);
    metadata.forEach(text::put);
    long offset = 0;
    for (Map.Entry<String, WeightArray> entry : tensors.entrySet()) {
      ObjectNode node = root.putObject(entry.getKey()).put("dtype", "F32");
      ArrayNode shape = node.putArray("shape");
      Arrays.stream(entry.getValue().shape()).forEach(shape::add);
      long end = offset + (long) entry.getValue().values().length * Float.BYTES;
      node.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    byte[] header = root.toString().getBytes(StandardCharsets.UTF_8);
    int padded = (header.length + LENGTH_BYTES - 1) / LENGTH_BYTES * LENGTH_BYTES;
    byte[] aligned = Arrays.copyOf(header, padded);
    Arrays.fill(aligned, header.length, padded, (byte) ' ');
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer length = ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      writeFully(channel, length.putLong(0, padded));
      writeFully(channel, ByteBuffer.wrap(aligned));
      for (WeightArray tensor : tensors.values()) {
        write(channel, tensor.values());
      }
      channel.force(true);
    }
  }

  private static void write(FileChannel channel, float[] values) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(buffer(values)).order(ByteOrder.LITTLE_ENDIAN);
    FloatBuffer rest = FloatBuffer.wrap(values);
    while (rest.hasRemaining()) {
      int count = Math.min(buffer.capacity() / Float.BYTES, rest.remaining());
      buffer.clear().limit(count * Float.BYTES);
      buffer.asFloatBuffer().put(rest.slice(rest.position(), count));
      rest.position(rest.position() + count);
      writeFully(channel, buffer);
    }
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}

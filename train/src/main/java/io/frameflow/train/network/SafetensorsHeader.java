package io.frameflow.train.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What stands before the values of a safetensors file of float32 tensors.
 *
 * @param tensors by name, in the file's order
 * @param metadata free text by key
 */
public record SafetensorsHeader(Map<String, Entry> tensors, Map<String, String> metadata) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long MAX_HEADER = 100L << 20;
  static final String METADATA = "__metadata__";
  static final int LENGTH_BYTES = 8;

  /**
   * Where a tensor lies.
   *
   * @param shape outermost side first
   * @param offset of its first byte in the file
   * @param bytes of all its values, little-endian and row-major
   */
  @SuppressWarnings("ArrayRecordComponent") // looked up by name, never compared
  public record Entry(long[] shape, long offset, long bytes) {}

  /**
   * Reads the header and compares its claims with the file's length.
   *
   * @throws SafetensorsException if it is no such file, or holds a tensor that is not float32 or
   *     whose byte range does not fit; the message names the tensor
   */
  public static SafetensorsHeader read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new SafetensorsException(file + ": no such weights file");
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      ByteBuffer start = ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      long length = -1;
      if (size >= LENGTH_BYTES) {
        readFully(channel, start, 0, file);
        length = start.getLong(0);
      }
      if (length < 2 || length > MAX_HEADER || length > size - LENGTH_BYTES) {
        throw new SafetensorsException(file + ": not a safetensors file (bad header length)");
      }
      ByteBuffer header = ByteBuffer.allocate((int) length);
      readFully(channel, header, LENGTH_BYTES, file);
      return parse(file, header.array(), size);
    }
  }

  /** Fills a buffer from a place in the file. */
  public static void readFully(FileChannel channel, ByteBuffer buffer, long offset, Path file)
      throws IOException {
    long at = offset;
    while (buffer.hasRemaining()) {
      int read = channel.read(buffer, at);
      if (read < 0) {
        throw new SafetensorsException(file + ": the file has become shorter while it was read");
      }
      at += read;
    }
  }

  private static SafetensorsHeader parse(Path file, byte[] header, long size)
      throws SafetensorsException {
    JsonNode root;
    try {
      root = JSON.readTree(new String(header, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new SafetensorsException(file + ": not a safetensors file (header is not JSON)", e);
    }
    long start = LENGTH_BYTES + (long) header.length;
    Map<String, Entry> tensors = new LinkedHashMap<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : root.properties()) {
      if (entry.getKey().equals(METADATA)) {
        entry.getValue().properties().forEach(e -> metadata.put(e.getKey(), e.getValue().asText()));
      } else {
        tensors.put(entry.getKey(), entry(file, entry.getKey(), entry.getValue(), start, size));
      }
    }
    return new SafetensorsHeader(
        Collections.unmodifiableMap(tensors), Collections.unmodifiableMap(metadata));
  }

  private static Entry entry(Path file, String name, JsonNode node, long dataStart, long size)
      throws SafetensorsException {
    String type = node.path("dtype").asText();
    if (!type.equals("F32")) {
      throw new SafetensorsException(
          "%s: tensor %s is of type %s, but only F32 can be read".formatted(file, name, type));
    }
    JsonNode sides = node.path("shape");
    long[] shape = new long[sides.size()];
    Arrays.setAll(shape, i -> sides.get(i).asLong(-1));
    long start = node.path("data_offsets").path(0).asLong(-1);
    long end = node.path("data_offsets").path(1).asLong(-1);
    if (start < 0 || end > size - dataStart || end - start != bytes(shape)) {
      throw new SafetensorsException(
          "%s: tensor %s of shape %s claims bytes %d to %d of %d"
              .formatted(file, name, Arrays.toString(shape), start, end, size - dataStart));
    }
    return new Entry(shape, dataStart + start, end - start);
  }

  /** -1 for a shape that no array can have. */
  private static long bytes(long... shape) {
    long values = 1;
    for (long side : shape) {
      if (side < 0 || side > Integer.MAX_VALUE || values > Integer.MAX_VALUE) {
        return -1;
      }
      values *= side;
    }
    return values > Integer.MAX_VALUE ? -1 : values * Float.BYTES;
  }
}

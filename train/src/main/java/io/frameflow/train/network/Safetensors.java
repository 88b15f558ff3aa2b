package io.frameflow.train.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
  private static final String METADATA = "__metadata__";
  private static final int LENGTH_BYTES = 8;
  private static final long MAX_HEADER = 100L << 20;

  /**
   * Reads a whole file.
   *
   * @throws SafetensorsException if it is no such file, or holds a tensor that is not float32 or
   *     whose byte range does not fit; the message names the tensor
   */
  public static Safetensors read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new SafetensorsException(file + ": no such weights file");
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    long length = bytes.remaining() < LENGTH_BYTES ? -1 : bytes.getLong();
    if (length < 2 || length > MAX_HEADER || length > bytes.remaining()) {
      throw new SafetensorsException(file + ": not a safetensors file (bad header length)");
    }
    byte[] header = new byte[(int) length];
    bytes.get(header);
    JsonNode root;
    try {
      root = JSON.readTree(new String(header, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new SafetensorsException(file + ": not a safetensors file (header is not JSON)", e);
    }
    ByteBuffer data = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    Map<String, WeightArray> tensors = new LinkedHashMap<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : root.properties()) {
      if (entry.getKey().equals(METADATA)) {
        entry.getValue().properties().forEach(e -> metadata.put(e.getKey(), e.getValue().asText()));
      } else {
        tensors.put(entry.getKey(), tensor(file, entry.getKey(), entry.getValue(), data));
      }
    }
    return new Safetensors(tensors, metadata);
  }

  private static WeightArray tensor(Path file, String name, JsonNode entry, ByteBuffer data)
      throws SafetensorsException {
    String type = entry.path("dtype").asText();
    if (!type.equals("F32")) {
      throw new SafetensorsException(
          "%s: tensor %s is of type %s, but only F32 can be read".formatted(file, name, type));
    }
    JsonNode sides = entry.path("shape");
    long[] shape = new long[sides.size()];
    Arrays.setAll(shape, i -> sides.get(i).asLong(-1));
    long start = entry.path("data_offsets").path(0).asLong(-1);
    long end = entry.path("data_offsets").path(1).asLong(-1);
    long values = 1;
    for (long side : shape) {
      values = side < 0 || side > Integer.MAX_VALUE ? Long.MAX_VALUE / 8 : values * side;
    }
    if (start < 0 || end > data.capacity() || end - start != values * Float.BYTES) {
      throw new SafetensorsException(
          "%s: tensor %s of shape %s claims bytes %d to %d of %d"
              .formatted(file, name, Arrays.toString(shape), start, end, data.capacity()));
    }
    float[] array = new float[(int) values];
    data.slice((int) start, (int) (end - start))
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(array);
    return new WeightArray(shape, array);
  }

  /** Writes the tensors to a new or emptied file and forces it to the disk. */
  public void write(Path file) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode text = root.putObject(METADATA);
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
        ByteBuffer values =
            ByteBuffer.allocate(tensor.values().length * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        values.asFloatBuffer().put(tensor.values());
        writeFully(channel, values);
      }
      channel.force(true);
    }
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /**
   * One tensor.
   *
   * @throws SafetensorsException if it is missing
   */
  public WeightArray require(String name) throws SafetensorsException {
    WeightArray tensor = tensors.get(name);
    if (tensor == null) {
      throw new SafetensorsException(
          "the weights file has no tensor " + name + " (it has " + tensors.size() + " others)");
    }
    return tensor;
  }
}

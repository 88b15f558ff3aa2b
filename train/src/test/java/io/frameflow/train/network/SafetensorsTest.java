package io.frameflow.train.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("weights.safetensors");
  }

  @Test
  void whatIsWrittenIsRead() throws Exception {
    Map<String, WeightArray> tensors = new LinkedHashMap<>();
    tensors.put("a/b.weight", weight(new long[] {2, 1, 2}, 1, -2.5f, Float.MIN_VALUE, 3e38f));
    tensors.put("scalar", weight(new long[0], 7));
    tensors.put("empty", weight(new long[] {0, 3}));
    Safetensors written = new Safetensors(tensors, Map.of("key", "a \"quoted\" line\nand more"));

    written.write(file);

    assertThat(Safetensors.read(file)).isEqualTo(written);
  }

  @Test
  void filesOfOtherKindsAreRefused() throws Exception {
    assertRefused(new byte[0], "bad header length");
    assertRefused(new byte[] {1, 2, 3}, "bad header length");
    assertRefused("hello, this is no weights file".getBytes(StandardCharsets.UTF_8), "length");
    assertRefused(withHeader("{oops}", 0), "not JSON");
    assertRefused(
        withHeader("{\"t\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,4]}}", 4), "F16");
    assertRefused(
        withHeader("{\"t\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}", 4),
        "tensor t of shape [2] claims bytes 0 to 4 of 4");
    assertRefused(
        withHeader("{\"t\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 4),
        "claims bytes 0 to 8 of 4");
    assertRefused(
        withHeader(
            "{\"t\":{\"dtype\":\"F32\",\"shape\":[-1,4294967297],\"data_offsets\":[0,4]}}", 4),
        "tensor t");
    assertThatThrownBy(() -> Safetensors.read(folder.resolve("absent")))
        .hasMessageContaining("no such weights file");
  }

  private void assertRefused(byte[] content, String reason) throws Exception {
    Files.write(file, content);
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(SafetensorsException.class)
        .hasMessageContainingAll(file.toString(), reason);
  }

  private static byte[] withHeader(String header, int dataBytes) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + text.length + dataBytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(text.length)
        .put(text)
        .array();
  }

  private static WeightArray weight(long[] shape, float... values) {
    return new WeightArray(shape, values);
  }
}

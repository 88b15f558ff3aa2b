package io.frameflow.train.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.detector.tensorflow.TensorFlowRuntime;
import io.frameflow.train.network.Layer.Convolution;
import io.frameflow.train.network.Layer.Padding;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {

  private static final Backbone BACKBONE =
      new Backbone(
          "tiny",
          List.of(
              new Convolution("one", 1, 1, 2, Padding.SAME),
              new Convolution("two", 1, 1, 1, Padding.SAME)));

  @TempDir Path folder;
  private Path file;

  @BeforeAll
  static void loadTensorFlow() throws Exception {
    TensorFlowRuntime.load(2);
  }

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
  void pretrainedConvolutionsAreTurnedToThisLibrarysLayout() throws Exception {
    write(
        Map.of(
            "one.weight", weight(new long[] {2, 3, 1, 1}, 1, 2, 3, 4, 5, 6),
            "one.bias", weight(new long[] {2}, 7, 8),
            "two.weight", weight(new long[] {1, 2, 1, 1}, 9, 10),
            "two.bias", weight(new long[] {1}, 11),
            "classifier", weight(new long[] {1}, 0)));

    Map<String, WeightArray> weights = PretrainedWeights.read(file, BACKBONE);

    assertThat(weights)
        .containsOnlyKeys("one.weight", "one.bias", "two.weight", "two.bias")
        .containsEntry("one.bias", weight(new long[] {2}, 7, 8))
        .containsEntry("two.weight", weight(new long[] {1, 1, 2, 1}, 9, 10));
    assertThat(weights.get("one.weight"))
        .as("BGR to RGB in the first layer only")
        .isEqualTo(weight(new long[] {1, 1, 3, 2}, 3, 6, 2, 5, 1, 4));
  }

  @Test
  void missingTensorIsNamed() throws Exception {
    write(Map.of("one.weight", weight(new long[] {2, 3, 1, 1}, 1, 2, 3, 4, 5, 6)));

    assertThatThrownBy(() -> PretrainedWeights.read(file, BACKBONE))
        .isInstanceOf(SafetensorsException.class)
        .hasMessageContainingAll(file.toString(), "tiny", "one.bias");
  }

  @Test
  void wrongShapeNamesTheLayerAndBothShapes() throws Exception {
    write(Map.of("one.weight", weight(new long[] {1, 3, 1, 1}, 1, 2, 3)));

    assertThatThrownBy(() -> PretrainedWeights.read(file, BACKBONE))
        .isInstanceOf(SafetensorsException.class)
        .hasMessageContainingAll("one.weight", "[1, 1, 3, 1]", "[1, 1, 3, 2]");
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

  private void write(Map<String, WeightArray> tensors) throws Exception {
    new Safetensors(tensors, Map.of()).write(file);
  }

  private static WeightArray weight(long[] shape, float... values) {
    return new WeightArray(shape, values);
  }
}

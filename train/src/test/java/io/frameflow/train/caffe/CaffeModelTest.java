package io.frameflow.train.caffe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.CodedOutputStream;
import io.frameflow.train.network.WeightArray;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaffeModelTest {

  private static final Map<String, WeightArray> TENSORS = new LinkedHashMap<>();

  static {
    TENSORS.put(
        "conv1.weight", weight(new long[] {2, 3, 1, 2}, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3));
    TENSORS.put("conv1.bias", weight(new long[] {2}, -1.5f, 3e38f));
    TENSORS.put("fc6.weight", weight(new long[] {1, 2}, .25f, Float.MIN_VALUE));
    TENSORS.put("fc6.bias", weight(new long[] {1}, 0));
  }

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("net.caffemodel");
  }

  @ParameterizedTest
  @EnumSource
  void whatCaffeOfAnyAgeWroteIsRead(CaffeModelWriter.Age age) throws Exception {
    CaffeModelWriter.write(file, age, TENSORS);

    CaffeModel model = CaffeModel.open(file);

    assertThat(model.name()).isEqualTo("net");
    assertThat(model.layers()).containsOnlyKeys("conv1", "fc6");
    boolean old = age == CaffeModelWriter.Age.OLD;
    assertThat(model.layers().get("conv1").get(0).shape()).containsExactly(2, 3, 1, 2);
    assertThat(model.layers().get("fc6").get(0).shape())
        .isEqualTo(old ? new long[] {1, 1, 1, 2} : new long[] {1, 2});
    for (String layer : model.layers().keySet()) {
      assertThat(values(model.layers().get(layer).get(0)))
          .isEqualTo(TENSORS.get(layer + ".weight").values());
      assertThat(values(model.layers().get(layer).get(1)))
          .isEqualTo(TENSORS.get(layer + ".bias").values());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFileThatIsBrokenOffIsToldOrLacksLayersAsAWhole(CaffeModelWriter.Age age) throws Exception {
    CaffeModelWriter.write(file, age, TENSORS);
    byte[] whole = Files.readAllBytes(file);
    int told = 0;
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      try {
        // Only a cut between two layers leaves a sound file.
        assertThat(CaffeModel.open(file).layers()).as("cut at %d", length).containsKey("conv1");
        assertThat(CaffeModel.open(file).layers()).doesNotContainKey("fc6");
      } catch (CaffeModelException e) {
        assertThat(e).hasMessageContaining(file + ": no Caffe model").hasMessageNotContaining("\n");
        told++;
      }
    }
    assertThat(told).isGreaterThanOrEqualTo(whole.length - 1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void noiseIsRefused(long seed) throws Exception {
    byte[] noise = new byte[5000];
    new Random(seed).nextBytes(noise);
    assertRefused(noise, "no Caffe model");
  }

  @Test
  void filesOfOtherKindsAreRefused() throws Exception {
    assertRefused(new byte[0], "it has no layer with weights");
    assertRefused("name: \"CaffeNet\"\nlayer {\n".getBytes(StandardCharsets.UTF_8), "no Caffe");
    assertThatThrownBy(() -> CaffeModel.open(folder.resolve("absent.caffemodel")))
        .isInstanceOf(CaffeModelException.class)
        .hasMessageEndingWith("absent.caffemodel: no such weights file");
  }

  @Test
  void valuesThatDoNotFillTheShapeNameTheLayer() throws Exception {
    byte[] dims = message(2, out -> out.writeByteArray(7, new byte[] {10, 2, 2, 3}));
    assertRefused(
        message(0, out -> out.writeByteArray(100, layer("conv7", dims))),
        "layer conv7, blob 0: a blob of shape [2, 3] holds 2 values");
    byte[] huge =
        message(
            2,
            out ->
                out.writeByteArray(
                    7, message(0, shape -> writeAll(shape, 1L << 31, 1L << 31, 1L << 31))));
    assertRefused(
        message(0, out -> out.writeByteArray(100, layer("conv8", huge))), "layer conv8, blob 0");
  }

  @Test
  void filesOfCaffesFirstYearAreToldWhatConvertsThem() throws Exception {
    byte[] oldest = message(0, out -> out.writeByteArray(1, new byte[0]));
    assertRefused(
        message(0, out -> out.writeByteArray(2, oldest)), "upgrade_net_proto_binary first");
  }

  private interface Body {
    void write(CodedOutputStream out) throws IOException;
  }

  private static void writeAll(CodedOutputStream out, long... dims) throws IOException {
    for (long dim : dims) {
      out.writeInt64(1, dim);
    }
  }

  private static byte[] layer(String name, byte[] blob) throws IOException {
    return message(
        0,
        out -> {
          out.writeString(1, name);
          out.writeByteArray(7, blob);
        });
  }

  /** A message that begins with some values as a blob has them. */
  private static byte[] message(int values, Body body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    if (values > 0) {
      out.writeByteArray(5, new byte[values * Float.BYTES]);
    }
    body.write(out);
    out.flush();
    return bytes.toByteArray();
  }

  private void assertRefused(byte[] content, String reason) throws Exception {
    Files.write(file, content);
    assertThatThrownBy(() -> CaffeModel.open(file))
        .isInstanceOf(CaffeModelException.class)
        .hasMessageContainingAll(file.toString(), reason)
        .hasMessageNotContaining("\n");
  }

  private static float[] values(CaffeBlob blob) {
    float[] values = new float[(int) blob.count()];
    int[] count = {0};
    blob.read(value -> values[count[0]++] = value);
    return values;
  }

  private static WeightArray weight(long[] shape, float... values) {
    return new WeightArray(shape, values);
  }
}

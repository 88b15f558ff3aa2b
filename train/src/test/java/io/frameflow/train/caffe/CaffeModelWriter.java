package io.frameflow.train.caffe;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import io.frameflow.train.network.WeightArray;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes Caffe models as Caffe of several ages did, for tests. */
public final class CaffeModelWriter {

  /** How the file is written. */
  public enum Age {
    /** {@code layer}, shapes, packed floats. */
    NEW,
    /** {@code layers}, four sides, packed floats. */
    OLD,
    /** {@code layer}, shapes that are not packed, doubles. */
    DOUBLES,
    /** {@code layer}, shapes, floats that are not packed. */
    UNPACKED
  }

  private interface Body {
    void write(CodedOutputStream out) throws IOException;
  }

  private CaffeModelWriter() {}

  /**
   * Writes tensors that are named {@code layer.weight} and {@code layer.bias}.
   *
   * @param tensors in Caffe's layout
   */
  public static void write(Path file, Age age, Map<String, WeightArray> tensors)
      throws IOException {
    Map<String, List<WeightArray>> layers = new LinkedHashMap<>();
    tensors.forEach(
        (name, value) -> {
          String layer = name.substring(0, name.lastIndexOf('.'));
          if (name.endsWith(".weight")) {
            layers.put(layer, List.of(value, tensors.get(layer + ".bias")));
          }
        });
    boolean old = age == Age.OLD;
    try (var stream = Files.newOutputStream(file)) {
      CodedOutputStream out = CodedOutputStream.newInstance(stream);
      out.writeString(1, "net");
      message(out, old ? 2 : 100, data -> data.writeString(old ? 4 : 1, "data"));
      for (Map.Entry<String, List<WeightArray>> layer : layers.entrySet()) {
        message(
            out,
            old ? 2 : 100,
            fields -> {
              if (old) {
                fields.writeString(2, "bottom");
                fields.writeString(4, layer.getKey());
              } else {
                fields.writeString(1, layer.getKey());
                fields.writeString(2, "Convolution");
              }
              for (WeightArray blob : layer.getValue()) {
                message(fields, old ? 6 : 7, body -> blob(body, age, blob));
              }
              fields.writeFloat(5, 1f);
            });
      }
      out.flush();
    }
  }

  private static void blob(CodedOutputStream out, Age age, WeightArray blob) throws IOException {
    long[] shape = blob.shape();
    if (age == Age.OLD) {
      for (int i = 0; i < 4; i++) {
        int side = i - 4 + shape.length;
        out.writeInt32(i + 1, side < 0 ? 1 : (int) shape[side]);
      }
    }
    float[] values = blob.values();
    if (age == Age.DOUBLES) {
      ByteBuffer packed =
          ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      for (float value : values) {
        packed.putDouble(value);
      }
      out.writeBytes(8, ByteString.copyFrom(packed.rewind()));
      message(
          out,
          7,
          dims -> {
            for (long side : shape) {
              dims.writeInt64(1, side);
            }
          });
      return;
    }
    if (age == Age.UNPACKED) {
      for (float value : values) {
        out.writeFloat(5, value);
      }
    } else {
      ByteBuffer packed =
          ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      packed.asFloatBuffer().put(values);
      out.writeBytes(5, ByteString.copyFrom(packed.rewind()));
    }
    if (age != Age.OLD) {
      message(
          out,
          7,
          dims ->
              message(
                  dims,
                  1,
                  packed -> {
                    for (long side : shape) {
                      packed.writeInt64NoTag(side);
                    }
                  }));
    }
  }

  private static void message(CodedOutputStream out, int field, Body body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream inner = CodedOutputStream.newInstance(bytes);
    try {
      body.write(inner);
      inner.flush();
      out.writeBytes(field, ByteString.copyFrom(bytes.toByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

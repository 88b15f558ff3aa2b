package io.frameflow.bench.onnx;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** An ONNX graph in the making. */
public final class OnnxGraph {

  /** The first with all that is used here; every peer reads it. */
  private static final int OPERATORS_VERSION = 13;

  private static final int FORMAT_VERSION = 8;

  private final Message nodes = new Message();
  private int names;

  /** Adds a node with one output. */
  String node(String operation, List<String> inputs, Attribute... attributes) {
    String output = name(operation);
    Message node = new Message();
    inputs.forEach(input -> node.text(1, input));
    node.text(2, output).text(3, output).text(4, operation);
    for (Attribute attribute : attributes) {
      node.message(5, attribute.message());
    }
    nodes.message(1, node);
    return output;
  }

  /** Lets a value be known by another name. */
  void rename(String value, String name) {
    nodes.message(1, new Message().text(1, value).text(2, name).text(3, name).text(4, "Identity"));
  }

  String floats(float[] values, long... sides) {
    ByteBuffer bytes = room(4 * values.length);
    bytes.asFloatBuffer().put(values);
    return constant(OnnxType.FLOAT, bytes, sides);
  }

  String ints(int[] values, long... sides) {
    ByteBuffer bytes = room(4 * values.length);
    bytes.asIntBuffer().put(values);
    return constant(OnnxType.INT32, bytes, sides);
  }

  String longs(long... values) {
    ByteBuffer bytes = room(8 * values.length);
    bytes.asLongBuffer().put(values);
    return constant(OnnxType.INT64, bytes, values.length);
  }

  String bytes(OnnxType type, byte[] values, long... sides) {
    return constant(type, ByteBuffer.wrap(values), sides);
  }

  private String constant(OnnxType type, ByteBuffer bytes, long... sides) {
    String name = name("constant");
    Message tensor = new Message();
    for (long side : sides) {
      tensor.number(1, side);
    }
    tensor.number(2, type.number()).text(8, name).bytes(9, ByteString.copyFrom(bytes));
    nodes.message(5, tensor);
    return name;
  }

  /** Declares an input. */
  void input(String name, OnnxType type, long... sides) {
    nodes.message(11, declaration(name, type, sides));
  }

  /** Declares an output, of whatever size it has. */
  void output(String name, int rank) {
    long[] unknown = new long[rank];
    Arrays.fill(unknown, -1);
    nodes.message(12, declaration(name, OnnxType.FLOAT, unknown));
  }

  private Message declaration(String name, OnnxType type, long... sides) {
    Message shape = new Message();
    for (int i = 0; i < sides.length; i++) {
      Message side = new Message();
      shape.message(1, sides[i] < 0 ? side.text(2, name + "_" + i) : side.number(1, sides[i]));
    }
    Message tensor = new Message().number(1, type.number()).message(2, shape);
    return new Message().text(1, name).message(2, new Message().message(1, tensor));
  }

  /** The whole as a model file. */
  byte[] toModel() {
    Message operators = new Message().text(1, "").number(2, OPERATORS_VERSION);
    return new Message()
        .number(1, FORMAT_VERSION)
        .text(2, "frameflow bench")
        .message(7, nodes.text(2, "network"))
        .message(8, operators)
        .toByteString()
        .toByteArray();
  }

  private String name(String what) {
    return what + "_" + names++;
  }

  private static ByteBuffer room(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}

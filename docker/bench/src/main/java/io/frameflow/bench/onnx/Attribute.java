package io.frameflow.bench.onnx;

import java.util.Arrays;

/** An attribute of a node, ready to be written. */
record Attribute(Message message) {

  private static final int NAME = 1;
  private static final int INT = 3;
  private static final int STRING = 4;
  private static final int INTS = 8;
  private static final int KIND = 20;

  static Attribute of(String name, long value) {
    return new Attribute(new Message().text(NAME, name).number(INT, value).number(KIND, 2));
  }

  static Attribute of(String name, String value) {
    return new Attribute(new Message().text(NAME, name).text(STRING, value).number(KIND, 3));
  }

  static Attribute of(String name, long... values) {
    Message message = new Message().text(NAME, name);
    Arrays.stream(values).forEach(value -> message.number(INTS, value));
    return new Attribute(message.number(KIND, 7));
  }
}

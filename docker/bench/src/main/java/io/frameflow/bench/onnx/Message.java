package io.frameflow.bench.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A protocol buffer message that is written field by field; onnx.proto has the numbers. */
final class Message {

  private final ByteString.Output bytes = ByteString.newOutput();
  private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

  /** Writes one field. */
  @FunctionalInterface
  private interface Field {
    void write(CodedOutputStream out) throws IOException;
  }

  Message number(int field, long value) {
    return add(o -> o.writeInt64(field, value));
  }

  Message real(int field, float value) {
    return add(o -> o.writeFloat(field, value));
  }

  Message text(int field, String value) {
    return add(o -> o.writeString(field, value));
  }

  Message bytes(int field, ByteString value) {
    return add(o -> o.writeBytes(field, value));
  }

  Message message(int field, Message value) {
    return bytes(field, value.toByteString());
  }

  ByteString toByteString() {
    add(CodedOutputStream::flush);
    return bytes.toByteString();
  }

  private Message add(Field field) {
    try {
      field.write(out);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
  }
}

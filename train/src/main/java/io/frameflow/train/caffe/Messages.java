package io.frameflow.train.caffe;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;

/** Walking through a protocol buffer by hand. */
final class Messages {

  /** Reads or skips the field that begins. */
  @FunctionalInterface
  interface Field {
    void read(int tag) throws IOException;
  }

  /** Reads a nested message. */
  @FunctionalInterface
  interface Body {
    void read() throws IOException;
  }

  private Messages() {}

  /** Calls for every field up to the end of the message. */
  static void read(CodedInputStream in, Field field) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      field.read(tag);
    }
  }

  /** Reads a length, then as many bytes and no more. */
  static void nested(CodedInputStream in, Body body) throws IOException {
    int limit = in.pushLimit(in.readRawVarint32());
    body.read();
    if (in.getBytesUntilLimit() != 0) {
      // The reader takes the end of the file for the end of the message.
      throw new InvalidProtocolBufferException("the file ends within a message");
    }
    in.popLimit(limit);
  }
}

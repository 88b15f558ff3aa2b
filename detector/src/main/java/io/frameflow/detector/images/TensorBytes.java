package io.frameflow.detector.images;

import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.tensorflow.RawTensor;
import org.tensorflow.ndarray.buffer.DataStorageVisitor;

/** The memory of a tensor as Java sees it: a view, not a copy, gone with the tensor. */
final class TensorBytes implements DataStorageVisitor<ByteBuffer> {

  private TensorBytes() {}

  static ByteBuffer of(RawTensor tensor) {
    return tensor.data().accept(new TensorBytes());
  }

  @Override
  public ByteBuffer visit(ByteBuffer buffer) {
    return buffer;
  }

  @Override
  public ByteBuffer visit(long address, long length, long scale) {
    try (Address pointer = new Address(address, length * scale)) {
      return pointer.asByteBuffer();
    }
  }

  @Override
  public ByteBuffer fallback() {
    throw new IllegalStateException("TensorFlow keeps this tensor where Java cannot read it");
  }

  private static final class Address extends BytePointer {
    Address(long address, long bytes) {
      super((Pointer) null);
      this.address = address;
      this.limit = bytes;
      this.capacity = bytes;
    }
  }
}

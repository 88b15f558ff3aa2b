package io.frameflow.detector;

import io.frameflow.detector.images.Image;
import java.nio.ByteBuffer;

/** One block outside the Java heap, as large as the largest canvas so far. */
final class ReusedMemory implements CanvasMemory {

  private ByteBuffer block = ByteBuffer.allocateDirect(0);

  @Override
  public ByteBuffer of(int pages, int height, int width) {
    int bytes = pages * height * width * Image.CHANNELS;
    if (block.capacity() < bytes) {
      block = ByteBuffer.allocateDirect(bytes);
    }
    return block.clear().limit(bytes);
  }
}

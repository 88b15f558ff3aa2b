package io.frameflow.detector;

import java.nio.ByteBuffer;

/** Where a canvas lies. */
@FunctionalInterface
interface CanvasMemory {

  /**
   * Memory of exactly this many pages, which stays in use until the next call.
   *
   * @return {@code [pages, height, width, 3]} uint8, direct; whatever was in it last is still there
   */
  ByteBuffer of(int pages, int height, int width);
}

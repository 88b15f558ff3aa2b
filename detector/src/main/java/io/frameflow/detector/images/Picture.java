package io.frameflow.detector.images;

import java.nio.ByteBuffer;

/**
 * RGB pixels that are read row by row, wherever they lie, and perhaps fewer than the picture has: a
 * decoder may leave out detail that nobody looks at.
 *
 * <p>Closing gives memory outside the Java heap back; pictures on the heap have none.
 */
public interface Picture extends AutoCloseable {

  /** Columns at hand, at least 1. */
  int width();

  /** Rows at hand, at least 1. */
  int height();

  /** Width of the whole picture in its own pixels, a multiple of {@link #width()}. */
  default int fullWidth() {
    return width();
  }

  /** Height of the whole picture in its own pixels, a multiple of {@link #height()}. */
  default int fullHeight() {
    return height();
  }

  /**
   * Copies one row: red, green, blue per pixel, 0..255 unsigned.
   *
   * @param y from 0 to {@code height() - 1}
   * @param target has room for {@code 3 * width()} bytes behind {@code at}; its position stays
   * @param at index of the first byte
   */
  void copyRow(int y, ByteBuffer target, int at);

  @Override
  default void close() {}
}

package io.frameflow.pipeline.waiting;

import io.frameflow.pipeline.frames.SourceFrame;
import io.frameflow.pipeline.frames.SourceRecord;
import java.nio.ByteBuffer;

/**
 * A frame that waits for the model.
 *
 * @param number place among all frames that this operator was given, from 0
 * @param sinceNanos {@link System#nanoTime} when it came
 */
public record PendingFrame(SourceFrame frame, long number, long sinceNanos) {
  /** Objects around the bytes: the record, its strings, its place in a queue. */
  private static final long OVERHEAD_BYTES = 1024;

  /** True for a frame that the model is to look at, false for a dead letter in waiting. */
  public boolean valid() {
    return frame instanceof SourceFrame.Valid;
  }

  SourceRecord record() {
    return frame.record();
  }

  /** Memory that it holds on to. */
  @SuppressWarnings("ByteBufferBackingArray") // Asked is only whether it is the same array.
  long bytes() {
    byte[] value = record().value();
    long bytes = OVERHEAD_BYTES + (value == null ? 0 : value.length);
    for (byte[] header : record().headers().values()) {
      bytes += header.length;
    }
    if (frame instanceof SourceFrame.Valid valid) {
      ByteBuffer jpeg = valid.frame().getJpeg();
      bytes += jpeg.hasArray() && jpeg.array() == value ? 0 : jpeg.remaining();
    }
    return bytes;
  }
}

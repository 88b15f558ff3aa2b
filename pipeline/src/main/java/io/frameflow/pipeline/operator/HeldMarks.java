package io.frameflow.pipeline.operator;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamElement;

/**
 * Watermarks and idleness that wait until the frames that came before them are resolved, in order.
 */
final class HeldMarks {
  private final Deque<Held> marks = new ArrayDeque<>();

  private record Held(StreamElement mark, long afterFrames) {}

  /**
   * Keeps a mark.
   *
   * @param afterFrames frames that came before it
   */
  void add(StreamElement mark, long afterFrames) {
    Held last = marks.peekLast();
    if (last != null
        && last.afterFrames() == afterFrames
        && mark instanceof Watermark
        && last.mark() instanceof Watermark) {
      // Of two watermarks with no frame between them, the later says all.
      marks.removeLast();
    }
    marks.add(new Held(mark, afterFrames));
  }

  /** The next mark before which no frame waits; null if there is none. */
  StreamElement next(long oldestWaiting) {
    Held first = marks.peek();
    if (first == null || first.afterFrames() > oldestWaiting) {
      return null;
    }
    return marks.poll().mark();
  }
}

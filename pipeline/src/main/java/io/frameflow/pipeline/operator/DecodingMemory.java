package io.frameflow.pipeline.operator;

import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.pipeline.frames.SourceFrame;
import io.frameflow.pipeline.waiting.PendingFrame;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the pictures that are decoded at a time within bounds. A batch of frames from a usual
 * camera is some ten megabytes of pixels; eight frames of 8K video, each of which is legal, are 0.8
 * GB and would end a small TaskManager, again and again after each restart.
 */
final class DecodingMemory {

  /** As many as one frame of 8K video has: 100 MB of RGB. */
  static final long MOST_PIXELS_AT_ONCE = 7680L * 4320;

  private DecodingMemory() {}

  /** The batch in order, in parts that may be decoded one after the other. */
  static List<List<PendingFrame>> split(List<PendingFrame> batch) {
    List<List<PendingFrame>> parts = new ArrayList<>();
    int from = 0;
    long pixels = 0;
    for (int i = 0; i < batch.size(); i++) {
      long own = pixels(batch.get(i));
      if (i > from && pixels + own > MOST_PIXELS_AT_ONCE) {
        parts.add(batch.subList(from, i));
        from = i;
        pixels = 0;
      }
      pixels += own;
    }
    parts.add(batch.subList(from, batch.size()));
    return parts;
  }

  /** What decoding all of it takes. */
  static long pixels(List<PendingFrame> part) {
    return part.stream().mapToLong(DecodingMemory::pixels).sum();
  }

  private static long pixels(PendingFrame pending) {
    return pending.frame() instanceof SourceFrame.Valid valid
        ? ImageDecoder.claimedPixels(FramePreparation.bytes(valid.frame().getJpeg()))
        : 0;
  }
}

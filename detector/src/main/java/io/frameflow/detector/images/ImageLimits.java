package io.frameflow.detector.images;

import java.io.Serializable;

/**
 * How large an image may be. A 600-byte JPEG can claim 20000x20000 pixels; both caps are checked
 * before anything is decoded.
 *
 * @param maxBytes of the encoded image
 * @param maxPixels width times height
 */
public record ImageLimits(int maxBytes, long maxPixels) implements Serializable {

  /** 12 MiB and the pixels of 8K video (7680x4320): beyond what cameras on Kafka send. */
  public static final ImageLimits DEFAULT = new ImageLimits(12 << 20, 7680L * 4320);

  /** More pixels than this would not fit into one Java array of RGB. */
  private static final long PIXELS_OF_AN_ARRAY = (Integer.MAX_VALUE - 8) / Image.CHANNELS;

  /** Whatever fits into an array. */
  static final ImageLimits NONE = new ImageLimits(Integer.MAX_VALUE, PIXELS_OF_AN_ARRAY);

  /** A picture may take one part in so many of the heap. */
  private static final int HEAP_PARTS = 8;

  /**
   * @throws IllegalArgumentException if a cap is not positive or beyond what an array can hold
   */
  public ImageLimits {
    if (maxBytes < 1) {
      throw new IllegalArgumentException("maxBytes must be at least 1, but is " + maxBytes);
    }
    if (maxPixels < 1 || maxPixels > PIXELS_OF_AN_ARRAY) {
      throw new IllegalArgumentException(
          "maxPixels must be from 1 to %d, but is %d".formatted(PIXELS_OF_AN_ARRAY, maxPixels));
    }
  }

  /**
   * These limits, with as few pixels as a small heap demands: a decoded picture may take an eighth
   * of it, or of as much memory beside it, for a small heap is the mark of a small process. A
   * gigabyte has room for pictures of 44 megapixels.
   *
   * @param heapBytes the most that the heap may grow to
   */
  public ImageLimits within(long heapBytes) {
    long affordable = Math.max(1, heapBytes / HEAP_PARTS / Image.CHANNELS);
    return affordable < maxPixels ? new ImageLimits(maxBytes, affordable) : this;
  }

  /** The smallest heap that {@link #within} leaves these limits as they are for. */
  public long leastHeapBytes() {
    return maxPixels * Image.CHANNELS * HEAP_PARTS;
  }
}

package io.frameflow.detector.images;

/**
 * How much smaller than it is a picture may be decoded, which costs a JPEG decoder less than
 * decoding and scaling it.
 */
@FunctionalInterface
public interface Reduction {

  /** All pixels. */
  Reduction NONE = (width, height) -> 1;

  /**
   * The divisor of both sides.
   *
   * @param width pixels of the whole picture
   * @param height pixels
   * @return 1, 2, 4 or 8, such that it divides both sides without remainder
   */
  int of(int width, int height);
}

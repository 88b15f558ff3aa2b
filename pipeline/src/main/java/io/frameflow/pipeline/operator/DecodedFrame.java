package io.frameflow.pipeline.operator;

import io.frameflow.detector.images.Picture;
import io.frameflow.pipeline.frames.Refusal;

/**
 * A decoded picture, or the reason why there is none; two of the first three are null.
 *
 * @param image the picture
 * @param refusal what is wrong with the bytes
 * @param failure what the decoder did not expect: its fault or the bytes'
 * @param nanos time spent on it
 */
record DecodedFrame(Picture image, Refusal refusal, RuntimeException failure, long nanos)
    implements AutoCloseable {

  static DecodedFrame of(Picture image, long nanos) {
    return new DecodedFrame(image, null, null, nanos);
  }

  static DecodedFrame refused(Refusal refusal, long nanos) {
    return new DecodedFrame(null, refusal, null, nanos);
  }

  static DecodedFrame failed(RuntimeException failure, long nanos) {
    return new DecodedFrame(null, null, failure, nanos);
  }

  boolean readable() {
    return image != null;
  }

  /** Gives the picture's memory back. */
  @Override
  public void close() {
    if (image != null) {
      image.close();
    }
  }
}

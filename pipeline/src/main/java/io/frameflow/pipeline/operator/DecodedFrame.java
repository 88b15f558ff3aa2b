package io.frameflow.pipeline.operator;

import io.frameflow.detector.images.Image;
import io.frameflow.pipeline.frames.Refusal;

/**
 * A decoded picture, or the reason why there is none; two of the first three are null.
 *
 * @param image the picture
 * @param refusal what is wrong with the bytes
 * @param failure what the decoder did not expect: its fault or the bytes'
 * @param nanos time spent on it
 */
record DecodedFrame(Image image, Refusal refusal, RuntimeException failure, long nanos) {
  static DecodedFrame of(Image image, long nanos) {
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
}

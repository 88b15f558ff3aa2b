package io.frameflow.detector.proposals.video;

/**
 * Where a frame stands among those of its camera.
 *
 * @param sequence grows from frame to frame; gaps do not matter
 * @param capturedMicros when it was captured, microseconds since any fixed moment
 */
public record FramePosition(long sequence, long capturedMicros) {

  boolean follows(FramePosition earlier) {
    return sequence > earlier.sequence && capturedMicros >= earlier.capturedMicros;
  }
}

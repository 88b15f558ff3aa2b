package io.frameflow.pipeline.operator;

import io.frameflow.detector.ImageDetections;
import io.frameflow.pipeline.frames.Refusal;
import io.frameflow.pipeline.frames.SourceFrame;

/** What became of one frame of a batch. */
sealed interface FrameResult {
  SourceFrame frame();

  /**
   * The model looked at it.
   *
   * @param sinceNanos when the frame arrived, by a clock that does not jump
   * @param queueNanos waiting in the batch buffer
   * @param decodeNanos decoding its picture
   * @param proposalNanos finding its region proposals
   * @param batchSize pictures in the model call that it was part of
   */
  record Detected(
      SourceFrame.Valid frame,
      ImageDetections found,
      long sinceNanos,
      long queueNanos,
      long decodeNanos,
      long proposalNanos,
      int batchSize)
      implements FrameResult {}

  /** It is a dead letter. */
  record Refused(SourceFrame frame, Refusal refusal) implements FrameResult {}
}

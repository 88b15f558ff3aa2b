package io.frameflow.pipeline.operator;

import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Picture;
import io.frameflow.pipeline.frames.Refusal;

/**
 * A frame that is ready for the network, or the reason why it is not: either the first two are
 * there, or one of the next two.
 *
 * @param image its picture
 * @param proposals regions of the picture, in its pixels
 * @param refusal what is wrong with its bytes
 * @param failure what nobody expected: the code's fault or the bytes'
 * @param decodeNanos time of decoding; 0 for what is not ready
 * @param proposalNanos time of finding the proposals; 0 for what is not ready
 * @param doneNanos when it was done, by a clock that does not jump
 */
record PreparedFrame(
    Picture image,
    Boxes proposals,
    Refusal refusal,
    Failure failure,
    long decodeNanos,
    long proposalNanos,
    long doneNanos)
    implements AutoCloseable {

  /** What failed, and how. */
  record Failure(Part part, RuntimeException cause) {}

  /** What may fail. */
  enum Part {
    DECODER("decoder"),
    PROPOSAL_METHOD("proposal method");

    private final String words;

    Part(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  static PreparedFrame of(
      Picture image, Boxes proposals, long decodeNanos, long proposalNanos, long doneNanos) {
    return new PreparedFrame(image, proposals, null, null, decodeNanos, proposalNanos, doneNanos);
  }

  static PreparedFrame refused(Refusal refusal, long doneNanos) {
    return new PreparedFrame(null, null, refusal, null, 0, 0, doneNanos);
  }

  static PreparedFrame failed(Failure failure, long doneNanos) {
    return new PreparedFrame(null, null, null, failure, 0, 0, doneNanos);
  }

  boolean ready() {
    return image != null;
  }

  /** Whether its bytes were a picture, whatever came after. */
  boolean decoded() {
    return ready() || (failure != null && failure.part() == Part.PROPOSAL_METHOD);
  }

  /** Gives the picture's memory back. */
  @Override
  public void close() {
    if (image != null) {
      image.close();
    }
  }
}

package io.frameflow.pipeline.operator;

import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.detector.images.Picture;
import io.frameflow.detector.images.UndecodableImageException;
import io.frameflow.pipeline.frames.Refusal;
import io.frameflow.pipeline.operator.PreparedFrame.Failure;
import io.frameflow.pipeline.operator.PreparedFrame.Part;
import io.frameflow.pipeline.waiting.Clocks;
import io.frameflow.schemas.DeadLetterReason;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** What is done with each frame for itself, before the network: decoding and region proposals. */
final class FramePreparation {
  /** 4K video. If there is no room for 25 MB, one picture may be the reason; else it is not. */
  private static final long PIXELS_OF_A_LARGE_PICTURE = 3840L * 2160;

  private final FrameModel model;
  private final Clocks clocks;

  FramePreparation(FrameModel model, Clocks clocks) {
    this.model = model;
    this.clocks = clocks;
  }

  /** Prepares one frame; several threads may do so at once. */
  PreparedFrame prepare(ByteBuffer jpeg) {
    long start = clocks.nanos();
    Picture image;
    try {
      image = model.decode(bytes(jpeg));
    } catch (UndecodableImageException e) {
      return PreparedFrame.refused(new Refusal(reason(e.reason()), e.getMessage()), clocks.nanos());
    } catch (RuntimeException e) {
      return PreparedFrame.failed(new Failure(Part.DECODER, e), clocks.nanos());
    } catch (OutOfMemoryError e) {
      long pixels = ImageDecoder.claimedPixels(bytes(jpeg));
      if (pixels < PIXELS_OF_A_LARGE_PICTURE) {
        throw e;
      }
      return PreparedFrame.refused(withoutRoom(pixels), clocks.nanos());
    }
    long decoded = clocks.nanos();
    try {
      Boxes proposals = model.propose(image);
      long end = clocks.nanos();
      return PreparedFrame.of(image, proposals, decoded - start, end - decoded, end);
    } catch (RuntimeException e) {
      image.close();
      return PreparedFrame.failed(new Failure(Part.PROPOSAL_METHOD, e), clocks.nanos());
    }
  }

  /** The array was never made, so that nothing is broken; a restart would meet the same frame. */
  private static Refusal withoutRoom(long pixels) {
    return new Refusal(
        DeadLetterReason.IMAGE_TOO_LARGE,
        "there is no memory for its %d pixels: give the process more heap or lower"
                .formatted(pixels)
            + " --max-image-pixels");
  }

  private static DeadLetterReason reason(UndecodableImageException.Reason reason) {
    return switch (reason) {
      case EMPTY -> DeadLetterReason.EMPTY_IMAGE;
      case UNSUPPORTED_FORMAT -> DeadLetterReason.UNSUPPORTED_FORMAT;
      case CORRUPT -> DeadLetterReason.CORRUPT_IMAGE;
      case TOO_LARGE -> DeadLetterReason.IMAGE_TOO_LARGE;
    };
  }

  /** The buffer's bytes, copied only where its array has others too. */
  static byte[] bytes(ByteBuffer buffer) {
    int from = buffer.arrayOffset() + buffer.position();
    byte[] array = buffer.array();
    return from == 0 && buffer.remaining() == array.length
        ? array
        : Arrays.copyOfRange(array, from, from + buffer.remaining());
  }
}

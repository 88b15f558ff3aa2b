package io.frameflow.pipeline.operator;

import io.frameflow.detector.ImageDetections;
import io.frameflow.detector.PrecisionChoice;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Picture;
import io.frameflow.detector.images.UndecodableImageException;
import io.frameflow.schemas.ModelIdentity;
import java.util.List;
import java.util.Optional;

/**
 * A loaded model as the operator sees it. {@link #close} gives it back; others may still use it.
 */
public interface FrameModel extends AutoCloseable {

  /** The model's name in every event. */
  ModelIdentity identity();

  /** The number format that its network is served in; empty for a model without a network. */
  default Optional<PrecisionChoice> precision() {
    return Optional.empty();
  }

  /**
   * Decodes one picture; called by several threads at once.
   *
   * @return with as many pixels as {@link #detect} looks at; to be closed
   * @throws UndecodableImageException if the bytes are no picture that may be looked at
   */
  Picture decode(byte[] jpeg) throws UndecodableImageException;

  /**
   * Finds the regions of a picture that {@link #detect} is to look at; called by several threads at
   * once, also during {@link #detect}.
   *
   * @throws RuntimeException if that fails on the picture
   */
  Boxes propose(Picture image);

  /**
   * Looks at a batch of pictures, sizes may differ; the n-th result belongs to the n-th picture.
   *
   * @param images at least one
   * @param proposals of each, as {@link #propose} found them
   * @throws RuntimeException if the model fails on the batch
   */
  List<ImageDetections> detect(List<Picture> images, List<Boxes> proposals);

  @Override
  void close();
}

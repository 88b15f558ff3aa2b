package io.frameflow.pipeline.operator;

import io.frameflow.detector.ImageDetections;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.images.UndecodableImageException;
import io.frameflow.schemas.ModelIdentity;
import java.util.List;

/**
 * A loaded model as the operator sees it. {@link #close} gives it back; others may still use it.
 */
public interface FrameModel extends AutoCloseable {

  /** The model's name in every event. */
  ModelIdentity identity();

  /**
   * Decodes one picture; called by several threads at once.
   *
   * @throws UndecodableImageException if the bytes are no picture that may be looked at
   */
  Image decode(byte[] jpeg) throws UndecodableImageException;

  /**
   * Finds the regions of a picture that {@link #detect} is to look at; called by several threads at
   * once, also during {@link #detect}.
   *
   * @throws RuntimeException if that fails on the picture
   */
  Boxes propose(Image image);

  /**
   * Looks at a batch of pictures, sizes may differ; the n-th result belongs to the n-th picture.
   *
   * @param images at least one
   * @param proposals of each, as {@link #propose} found them
   * @throws RuntimeException if the model fails on the batch
   */
  List<ImageDetections> detect(List<Image> images, List<Boxes> proposals);

  @Override
  void close();
}

package io.frameflow.it;

import io.frameflow.detector.ImageDetections;
import io.frameflow.detector.Timings;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.images.Picture;
import io.frameflow.detector.images.UndecodableImageException;
import io.frameflow.detector.images.UndecodableImageException.Reason;
import io.frameflow.pipeline.operator.FrameModel;
import io.frameflow.schemas.ModelIdentity;
import java.util.List;

/** Finds nothing in pictures of one byte, at once: for tests of what surrounds the model. */
final class CheapModel implements FrameModel {

  /** A picture that becomes a dead letter. */
  static final byte BROKEN = 1;

  @Override
  public ModelIdentity identity() {
    return new ModelIdentity("cheap", "1", "0".repeat(64));
  }

  @Override
  public Image decode(byte[] jpeg) throws UndecodableImageException {
    if (jpeg[0] == BROKEN) {
      throw new UndecodableImageException(Reason.CORRUPT, "JPEG is broken");
    }
    return new Image(1, 1, new byte[Image.CHANNELS]);
  }

  @Override
  public Boxes propose(Picture image) {
    return Boxes.of(0, 0, image.width(), image.height());
  }

  @Override
  public List<ImageDetections> detect(List<Picture> images, List<Boxes> proposals) {
    return images.stream()
        .map(image -> new ImageDetections(1, 1, List.of(), new Timings(0, 0, 0)))
        .toList();
  }

  @Override
  public void close() {}
}

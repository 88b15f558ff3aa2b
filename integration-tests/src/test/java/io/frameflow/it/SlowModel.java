package io.frameflow.it;

import io.frameflow.detector.ImageDetections;
import io.frameflow.detector.Timings;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.images.Picture;
import io.frameflow.pipeline.operator.FrameModel;
import io.frameflow.schemas.ModelIdentity;
import java.time.Duration;
import java.util.List;

/** Finds nothing, in a time that is the same on every machine: it sleeps. */
final class SlowModel implements FrameModel {
  static final Duration PER_FRAME = Duration.ofMillis(25);

  private static final Image IMAGE = new Image(1, 1, new byte[Image.CHANNELS]);

  @Override
  public ModelIdentity identity() {
    return new ModelIdentity("slow", "1", "0".repeat(64));
  }

  @Override
  public Image decode(byte[] jpeg) {
    return IMAGE;
  }

  @Override
  public Boxes propose(Picture image) {
    return Boxes.of(0, 0, image.width(), image.height());
  }

  @Override
  public List<ImageDetections> detect(List<Picture> images, List<Boxes> proposals) {
    try {
      Thread.sleep(PER_FRAME.toMillis() * images.size());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return images.stream()
        .map(image -> new ImageDetections(1, 1, List.of(), new Timings(0, 0, 0)))
        .toList();
  }

  @Override
  public void close() {}
}

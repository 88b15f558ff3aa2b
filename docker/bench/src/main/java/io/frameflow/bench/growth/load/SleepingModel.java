package io.frameflow.bench.growth.load;

import io.frameflow.detector.ImageDetections;
import io.frameflow.detector.Timings;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.images.Picture;
import io.frameflow.pipeline.operator.DetectorFactory;
import io.frameflow.pipeline.operator.FrameModel;
import io.frameflow.schemas.ModelIdentity;
import java.time.Duration;
import java.util.List;

/**
 * A model that each slot has for itself, finds nothing, and takes no processor: it sleeps. With it
 * a machine of few cores shows what the job around the model does at many slots.
 *
 * <p>It is sent to TaskManagers alone, so it must stay one class.
 */
public final class SleepingModel implements FrameModel {

  /** Time of a frame in the model. */
  public static final Duration PER_FRAME = Duration.ofMillis(20);

  private static final int HASH_DIGITS = 64;

  private SleepingModel() {}

  /** Opens one for each slot. */
  public static DetectorFactory factory() {
    return SleepingModel::new;
  }

  @Override
  public ModelIdentity identity() {
    return new ModelIdentity("sleeping", "1", "0".repeat(HASH_DIGITS));
  }

  @Override
  public Picture decode(byte[] jpeg) {
    return new Image(1, 1, new byte[Image.CHANNELS]);
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

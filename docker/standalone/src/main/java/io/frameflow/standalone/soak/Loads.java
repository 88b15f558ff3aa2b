package io.frameflow.standalone.soak;

import io.frameflow.detector.Detector;
import io.frameflow.detector.DetectorOptions;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.detector.models.ModelManifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Loads a model, looks at one picture with it, and lets go of it again. */
public final class Loads extends Cycles {
  private final Path model;

  /**
   * @param count loads after the warm-up
   */
  public Loads(Path model, long warmUp, long count) {
    super("loads", CycleLimits.OF_THIS_PROCESS, warmUp, count);
    this.model = model;
  }

  @Override
  public void run(Samples samples) throws IOException {
    for (long done = 1; done <= total(); done++) {
      loadOnce();
      samples.take(done);
    }
  }

  private void loadOnce() throws IOException {
    try (Detector detector = Detector.load(model, DetectorOptions.defaults());
        ImageDecoder decoder = new ImageDecoder()) {
      ModelManifest.Input input = detector.model().manifest().input();
      byte[] jpeg = Pictures.of(input.longSide(), input.shortSide(), 1).get(0);
      Image picture = decoder.decode(jpeg);
      detector.detect(List.of(picture));
    }
  }
}

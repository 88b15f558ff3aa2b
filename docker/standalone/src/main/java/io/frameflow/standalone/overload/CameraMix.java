package io.frameflow.standalone.overload;

import io.frameflow.connectors.cameras.Camera;
import io.frameflow.detector.models.ModelManifest;
import io.frameflow.standalone.soak.Pictures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cameras of unequal rates: each sends half as much as the one before. */
final class CameraMix {
  private static final int PICTURES = 32;

  private final List<byte[]> pictures;
  private final int width;
  private final int height;

  CameraMix(ModelManifest.Input size) {
    width = size.longSide();
    height = size.shortSide();
    pictures = Pictures.of(width, height, PICTURES);
  }

  /** So many cameras that send {@code framesPerSecond} together. */
  List<Camera> cameras(int count, double framesPerSecond) {
    List<Camera> cameras = new ArrayList<>();
    double rate = framesPerSecond / (2 - Math.pow(.5, count - 1));
    for (int i = 1; i <= count; i++, rate /= 2) {
      cameras.add(camera(String.format(Locale.ROOT, "cam-%02d", i), rate, Long.MAX_VALUE));
    }
    return cameras;
  }

  /** One camera that ends after so many frames. */
  Camera burst(long frames) {
    return camera("burst", 1, frames);
  }

  private Camera camera(String id, double rate, long frames) {
    return new ReplayCamera(id, rate, frames, pictures, width, height);
  }
}

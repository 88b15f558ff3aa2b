package io.frameflow.pipeline.operator;

import io.frameflow.detector.Detector;
import io.frameflow.detector.images.Image;
import io.frameflow.detector.models.ModelManifest;
import java.time.Duration;
import java.util.Collections;
import java.util.Random;

/**
 * Runs a freshly loaded model on noise, so that the first frames do not wait for TensorFlow to plan
 * each batch size and for the JVM to compile the proposals.
 */
final class WarmUp {

  private static final Duration LENGTH = Duration.ofSeconds(3);
  private static final int[] BATCHES = {1, 2, 4, 8};

  private WarmUp() {}

  /** Detects on pictures of the model's own input size, in batches of all sizes in turn. */
  static void run(Detector detector) {
    ModelManifest.Input input = detector.model().manifest().input();
    Image noise = noise(input.longSide(), input.shortSide());
    long end = System.nanoTime() + LENGTH.toNanos();
    for (int i = 0; i < BATCHES.length || System.nanoTime() < end; i++) {
      detector.detect(Collections.nCopies(BATCHES[i % BATCHES.length], noise));
    }
  }

  private static Image noise(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    new Random(1).nextBytes(rgb);
    return new Image(width, height, rgb);
  }
}
